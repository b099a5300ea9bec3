// The readers of books, logmode tables and start lists, on cards that nothing has looked at before.

#include "config/book/book.h"
#include "config/book/mode_table.h"
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
  config::Problems of_tables;
  const auto tables = config::book::read_mode_tables({source.cards, "TAB", source.at}, of_tables);
  fuzz::require(!tables.empty() || !of_tables.all().empty(), "no logmode table without a reason");
  fuzz::require_sound(of_tables, text);
  return 0;
}
