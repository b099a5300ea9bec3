#pragma once

#include <optional>
#include <string>

#include "printers/format/format.h"

namespace printers {

// The job's bytes between its prefix and its suffix. A job without bytes has neither.
class Envelope : public ByteSink {
 public:
  Envelope(const config::FormatSettings& settings, ByteSink& sink)
      : prefix_(settings.prefix), suffix_(settings.suffix), sink_(sink) {}

  [[nodiscard]] bool put(tn3270::Bytes bytes) override;
  // The end. False: not all of it was taken.
  [[nodiscard]] bool close();
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  bool pass(tn3270::Bytes bytes);

  std::string prefix_;
  std::string suffix_;
  ByteSink& sink_;
  bool begun_ = false;
  bool stopped_ = false;
};

}  // namespace printers
