#include "config/deck/include.h"

#include <algorithm>
#include <iterator>

#include "config/deck/member_search.h"
#include "config/limits.h"

namespace config::deck {
namespace {

namespace fs = std::filesystem;

// The operands of `* $$ SLI …`, or nullopt if the card is something else.
std::optional<std::string> sli_operands(const Card& card) {
  const std::vector<Word> words = words_of(card.text, 4);
  if (words.size() < 3 || words[0].text != "*" || words[1].text != "$$" ||
      upper(words[2].text) != "SLI") {
    return std::nullopt;
  }
  return std::string(rest_from(card.text, 3));
}

std::uint32_t file_index(const std::string& name, std::vector<std::string>& files) {
  const auto known = std::find(files.begin(), files.end(), name);
  const auto index = static_cast<std::uint32_t>(known - files.begin());
  if (known == files.end()) {
    files.push_back(name);
  }
  return index;
}

class Expansion {
 public:
  Expansion(Reading& reading, std::size_t bytes) : reading_(reading), bytes_(bytes) {}

  void add(std::string_view text, std::uint32_t file, const fs::path& path) {
    open_.push_back(path);
    for (Card& card : cards_of(text, file)) {
      if (const auto operands = sli_operands(card)) {
        card.lost = include(*operands, path);
        if (card.lost.empty()) {
          continue;
        }
      }
      cards_.push_back(std::move(card));
    }
    open_.pop_back();
  }

  [[nodiscard]] std::vector<Card> take() { return std::move(cards_); }

 private:
  // Adds the member's cards; otherwise says why not.
  std::string include(std::string_view operands, const fs::path& including) {
    const auto request = parse_sli(operands);
    if (!request) {
      return "this include names no member; write * $$ SLI MEM=NAME or * $$ SLI ICCF=NAME,LIB=NN";
    }
    const auto folders = search_folders(*request, including, reading_);
    const auto found = find_member(*request, folders, open_, reading_.sources);
    if (!found) {
      const bool itself = find_member(*request, folders, {}, reading_.sources).has_value();
      return itself ? "member " + request->member + " includes itself; take this card out"
                    : not_found_text(*request, folders);
    }
    if (open_.size() > limits::kIncludeDepth) {
      return "includes are nested more than " + std::to_string(limits::kIncludeDepth) +
             " deep; put the member's cards here instead";
    }
    std::string why;
    const auto text = reading_.sources.read(*found, why);
    if (!text) {
      return "the include " + found->string() + " cannot be read: " + why;
    }
    bytes_ += text->size();
    if (bytes_ > limits::kConfigFileBytes) {
      return "with its includes this file is larger than " +
             std::to_string(limits::kConfigFileBytes >> 20U) + " MB; divide it";
    }
    add(*text, file_index(found->string(), reading_.draft.config.files), *found);
    return {};
  }

  Reading& reading_;
  std::size_t bytes_;
  std::vector<fs::path> open_;
  std::vector<Card> cards_;
};

}  // namespace

std::vector<Card> cards_with_includes(std::string_view text, std::uint32_t file,
                                      const fs::path& path, Reading& reading) {
  Expansion expansion(reading, text.size());
  expansion.add(text, file, path);
  return expansion.take();
}

}  // namespace config::deck
