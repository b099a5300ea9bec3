#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "printers/format/characters.h"
#include "printers/format/envelope.h"
#include "printers/format/format.h"
#include "printers/format/page_builder.h"
#include "printers/format/pdf_output.h"
#include "printers/format/print_buffer.h"
#include "printers/format/scs_reader.h"
#include "printers/format/text_output.h"
#include "printers/format/text_reader.h"

namespace printers {

// What pages become: text or a PDF.
class PageOutput : public PageSink {
 public:
  [[nodiscard]] virtual std::optional<std::string> finish() = 0;  // why it failed
  [[nodiscard]] virtual std::uint64_t unprintable() const = 0;
  [[nodiscard]] virtual std::vector<std::string> remarks() const = 0;  // after finish()
  [[nodiscard]] virtual TransparentData transparent() const = 0;
};

// Counts the job's pages on their way to `output`, and puts a banner in front of the first.
class PageCounter : public PageSink {
 public:
  PageCounter(std::optional<Page> banner, PageSink& output)
      : banner_(std::move(banner)), output_(output) {}
  [[nodiscard]] bool put(const Page& page) override;
  [[nodiscard]] std::uint32_t pages() const { return pages_; }

 private:
  std::optional<Page> banner_;
  PageSink& output_;
  std::uint32_t pages_ = 0;
};

// The way of jobs that have pages. All readers print on the same one.
class JobFormatter : public Formatter {
 public:
  struct Parts {
    std::unique_ptr<Envelope> envelope;
    std::unique_ptr<PageOutput> output;  // writes to `envelope`
    std::optional<Page> banner{};
  };
  JobFormatter(Parts parts, const config::FormatSettings& settings, const tn3270::CodePage& page,
               tn3270::ScreenSizes sizes);

  [[nodiscard]] bool piece(PieceKind kind, tn3270::Bytes bytes) override;
  [[nodiscard]] FormatReport finish() override;

 private:
  void end_kind();
  void bytes_piece(tn3270::Bytes bytes);

  Parts parts_;
  Remarks remarks_;
  Characters characters_;
  PageCounter counter_;
  PageBuilder page_;
  ScsReader scs_;
  PrintBuffer buffer_;
  TextReader text_;
  std::optional<PieceKind> kind_;
};

}  // namespace printers
