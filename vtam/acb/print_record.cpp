#include <string>
#include <utility>

#include "config/limits.h"
#include "tn3270/datastream/address.h"
#include "tn3270/datastream/orders.h"
#include "vtam/acb/screen_record.h"
#include "vtam/acb/screen_text.h"

namespace vtam {
namespace {

using tn3270::ByteBuffer;
using tn3270::FormatCode;

std::uint8_t code(FormatCode format) {
  return static_cast<std::uint8_t>(format);
}

// Lines into RUs. A LU3 printer breaks its line where a RU ends, so it has whole lines in each
// while they fit (PROTOCOL 5.2).
class PrintWriter {
 public:
  explicit PrintWriter(bool scs) : scs_(scs) {}

  void put(std::uint8_t byte) {
    line_.push_back(byte);
    const bool ends = byte == code(FormatCode::Nl) || byte == code(FormatCode::Ff);
    if (ends || line_.size() == room()) {
      flush_line();
    }
  }

  [[nodiscard]] std::vector<ByteBuffer> take() {
    flush_line();
    flush_record();
    return std::move(records_);
  }

 private:
  // Of text. Every byte of a LU3 load is a cell of the printer's buffer, which may be one of 24x80.
  [[nodiscard]] std::size_t room() const {
    return scs_ ? config::limits::kPrintRu : tn3270::kModel2.cells() - 1;
  }

  void flush_line() {
    if (text_.size() + line_.size() > room()) {
      flush_record();
    }
    text_.insert(text_.end(), line_.begin(), line_.end());
    line_.clear();
  }

  void flush_record() {
    if (text_.empty()) {
      return;
    }
    if (scs_) {
      records_.push_back(std::move(text_));
    } else {
      ByteBuffer record{static_cast<std::uint8_t>(tn3270::Command::Write),
                        tn3270::graphic_code(static_cast<std::uint8_t>(tn3270::Wcc::StartPrinter))};
      record.insert(record.end(), text_.begin(), text_.end());
      record.push_back(code(FormatCode::Em));
      records_.push_back(std::move(record));
    }
    text_.clear();
  }

  bool scs_;
  ByteBuffer line_;
  ByteBuffer text_;
  std::vector<ByteBuffer> records_;
};

struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;
};

FieldFault fault_at(const TextPlace& at, const TextFault& fault) {
  return {fault.rule, "line " + std::to_string(at.line) + " column " + std::to_string(at.column),
          fault.why};
}

}  // namespace

std::variant<std::vector<ByteBuffer>, FieldFault> write_print(std::string_view utf8, bool scs,
                                                              const tn3270::CodePage& page) {
  PrintWriter writer(scs);
  TextPlace at;
  while (!utf8.empty()) {
    if (utf8.front() == '\n' || utf8.front() == '\f') {
      writer.put(code(utf8.front() == '\n' ? FormatCode::Nl : FormatCode::Ff));
      at = {at.line + 1, 1};
      utf8.remove_prefix(1);
      continue;
    }
    const std::string_view from = utf8;
    auto taken = take_host_character(utf8, page);
    if (taken.graphic) {  // printers have the code page only
      const auto character = from.substr(0, from.size() - utf8.size());
      taken.fault = unmappable(character, page);
    }
    if (taken.fault) {
      return fault_at(at, *taken.fault);
    }
    writer.put(taken.code);
    ++at.column;
  }
  return writer.take();
}

}  // namespace vtam
