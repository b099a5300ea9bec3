// A job of SCS, cut anywhere: pages are within their columns, and the bytes are the same as of the
// whole job at once.

#include <algorithm>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "config/limits.h"
#include "printers/format/format.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

class Text : public printers::ByteSink {
 public:
  bool put(tn3270::Bytes bytes) override {
    text.append(bytes.begin(), bytes.end());
    return true;
  }
  std::string text;
};

struct Printed {
  std::string text;
  printers::FormatReport report;
};

Printed print(const config::FormatSettings& settings, printers::PieceKind kind,
              const std::vector<tn3270::Bytes>& pieces) {
  static const auto page = tn3270::cp037();
  Text sink;
  auto made = printers::make_formatter(settings, {}, *page, {}, sink);
  auto* formatter = std::get_if<std::unique_ptr<printers::Formatter>>(&made);
  fuzz::require(formatter != nullptr, "these settings can be");
  for (const tn3270::Bytes piece : pieces) {
    fuzz::require((*formatter)->piece(kind, piece), "the sink takes everything");
  }
  Printed printed;
  printed.report = (*formatter)->finish();
  printed.text = sink.text;
  return printed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices({data, size});
  config::FormatSettings settings;
  settings.output = choices.below(4) == 3 ? config::PrintOutput::Raw : config::PrintOutput::Text;
  settings.line_end = static_cast<config::LineEnd>(choices.below(3));
  settings.form_feed = static_cast<config::FormFeed>(choices.below(3));
  settings.overflow = static_cast<config::Overflow>(choices.below(2));
  settings.columns = static_cast<std::uint16_t>(1 + choices.byte());
  settings.lines = static_cast<std::uint16_t>(1 + choices.byte());
  const auto kind = choices.below(3) == 2 ? printers::PieceKind::Text : printers::PieceKind::Scs;
  const std::size_t cut = 1 + choices.below(16);
  const tn3270::Bytes job = choices.rest();

  std::vector<tn3270::Bytes> pieces;
  for (std::size_t at = 0; at < job.size(); at += cut) {
    pieces.push_back(job.subspan(at, std::min(cut, job.size() - at)));
  }
  const Printed once = print(settings, kind, {job});
  const Printed cuts = print(settings, kind, pieces);
  fuzz::require(once.text == cuts.text, "the same bytes, cut or not");
  fuzz::require(once.report.remarks == cuts.report.remarks, "the same remarks, cut or not");
  fuzz::require(once.report.pages == cuts.report.pages, "the same pages, cut or not");
  fuzz::require(once.report.remarks.size() <= config::limits::kFormatRemarks, "few remarks");
  for (const std::string& remark : once.report.remarks) {
    fuzz::require_printable(remark, "a remark");
  }
  fuzz::require(!once.report.failure, "formatting does not fail");
  return 0;
}
