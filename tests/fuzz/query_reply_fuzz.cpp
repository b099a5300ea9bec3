// Answers to a Query: what is taken of them can be used as it is.

#include "config/limits.h"
#include "tests/fuzz/fuzz_target.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/query_reply.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto result = tn3270::parse_query_replies({data, size});
  if (const auto* fault = std::get_if<tn3270::QueryFault>(&result)) {
    fuzz::require_printable(text(*fault), "a fault");
    return 0;
  }
  const auto& replies = std::get<tn3270::QueryReplies>(result);
  fuzz::require(replies.codes.size() * 4 <= size, "every reply has four bytes");
  fuzz::require(replies.summary.size() <= size, "no more codes than came");
  if (const auto sizes = replies.screen_sizes()) {
    for (const tn3270::ScreenSize one : {sizes->primary, sizes->alternate}) {
      fuzz::require(one.cells() > 0 && one.cells() <= config::limits::kScreenCells,
                    "a screen that addresses can reach");
    }
  }
  if (const auto page = replies.code_page()) {
    fuzz::require(tn3270::CodePage::open(*page) != nullptr, "a code page that can be opened");
  }
  return 0;
}
