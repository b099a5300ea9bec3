// The trace of two peers that may say anything: printable lines, as many as their bytes are worth,
// and the same whatever way the bytes are cut.

#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tn3270/protocol/trace_text.h"

namespace {

using tn3270::TraceSide;
using tn3270::TraceText;

// A byte may begin a line, and hex takes three characters; names of orders are longer.
constexpr std::size_t kCharactersPerByte = 300;
constexpr std::size_t kCharactersOnce = 1'000;

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) {
    fuzz::require_printable(line, "a line of the trace");
    all += line + '\n';
  }
  return all;
}

TraceText trace(std::uint8_t choice) {
  auto page = tn3270::CodePage::open("037");
  if (choice % 4 == 0) {
    return TraceText(std::move(page));
  }
  TraceText::Middle middle;
  middle.kind = (choice & 0x04U) != 0 ? tn3270::LinkKind::Classic : tn3270::LinkKind::Tn3270e;
  middle.ready = (choice & 0x08U) != 0;
  middle.client_in_record = (choice & 0x10U) != 0;
  return TraceText(std::move(page), middle);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices({data, size});
  const std::uint8_t choice = choices.byte();
  TraceText whole = trace(choice);
  TraceText slow = trace(choice);
  std::vector<std::string> whole_lines;
  std::vector<std::string> slow_lines;
  while (!choices.empty()) {
    const auto side = choices.below(2) == 0 ? TraceSide::Client : TraceSide::Server;
    const tn3270::Bytes piece = choices.short_piece();
    whole.feed(side, piece, "12:00:00", whole_lines);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      slow.feed(side, piece.subspan(i, 1), "12:00:00", slow_lines);
    }
  }
  const std::string text = joined(whole_lines);
  fuzz::require(text == joined(slow_lines),
                "whole\n" + text + "byte by byte\n" + joined(slow_lines));
  fuzz::require(text.size() <= kCharactersOnce + kCharactersPerByte * size, "a trace's bound");
  return 0;
}
