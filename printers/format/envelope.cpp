#include "printers/format/envelope.h"

#include <cstdint>

namespace printers {
namespace {

tn3270::Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

bool Envelope::pass(tn3270::Bytes bytes) {
  stopped_ = stopped_ || (!bytes.empty() && !sink_.put(bytes));
  return !stopped_;
}

bool Envelope::put(tn3270::Bytes bytes) {
  if (!begun_ && !bytes.empty()) {
    begun_ = true;
    pass(bytes_of(prefix_));
  }
  return pass(bytes);
}

bool Envelope::close() {
  return begun_ ? pass(bytes_of(suffix_)) : !stopped_;
}

}  // namespace printers
