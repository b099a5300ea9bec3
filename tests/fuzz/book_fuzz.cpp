// The readers of books and start lists, on cards that nothing has looked at before.

#include "config/book/book.h"
#include "config/book/start_list.h"
#include "tests/fuzz/config_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  config::book::BookSource source;
  source.cards = config::deck::cards_of(text, 0);
  source.stem = "BOOK";
  source.at = {0, 1, 1};
  config::Problems problems;
  const auto node = config::book::read_book(source, problems);
  fuzz::require(node.has_value() || !problems.all().empty(), "no book without a reason");
  (void)config::book::read_start_list(source.cards, "ATCCON00", source.at, problems);
  fuzz::require_sound(problems, text);
  return 0;
}
