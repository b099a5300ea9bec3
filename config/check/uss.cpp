#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "config/check/checks.h"
#include "config/code_pages.h"
#include "config/nearest.h"
#include "config/uss_values.h"

namespace config::check {
namespace {

struct Size {
  std::size_t rows = 24;
  std::size_t columns = 80;
};

// What the reader has taken: "27x132".
Size size_of(const UssMessage& message) {
  Size size;
  if (message.size) {
    const std::string& text = *message.size;
    const std::size_t cross = text.find('x');
    std::from_chars(text.data(), text.data() + cross, size.rows);
    std::from_chars(text.data() + cross + 1, text.data() + text.size(), size.columns);
  }
  return size;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string called(const UssMessage& message) {
  return "USS message " + std::to_string(message.number);
}

// The first thing in `line` that looks like a substitution and is none; empty: there is nothing.
std::string_view unknown_substitution(std::string_view line) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (std::size_t at = line.find("@@"); at != std::string_view::npos; at = line.find("@@", at)) {
    const std::size_t word = std::min(line.find_first_not_of('@', at), line.size());
    const std::size_t end = std::min(line.find_first_not_of(kLetters, word), line.size());
    // Signs before the shortest name that fits stay as they are.
    const bool is_known =
        std::any_of(kUssNames.begin(), kUssNames.end(), [&](std::string_view substitution) {
          const std::size_t letters = substitution.find_first_not_of('@');
          return word - at >= letters &&
                 line.substr(word).substr(0, substitution.size() - letters) ==
                     substitution.substr(letters);
        });
    if (end > word && !is_known) {
      return line.substr(at, end - at);
    }
    at = end;
  }
  return {};
}

void lines(const UssMessage& message, Problems& problems) {
  const Size size = size_of(message);
  const std::string screen = std::to_string(size.rows) + "x" + std::to_string(size.columns);
  // Without a size a message is shown on larger screens too.
  const auto too_much = [&](const std::string& text) {
    if (message.size) {
      problems.error(message.at, text + " of its size " + screen + "; make it shorter");
    } else {
      problems.warning(message.at, text + " of " + screen +
                                       " and is cut there; make it shorter, or write one with "
                                       "\"size\": \"" +
                                       screen + "\" too");
    }
  };
  if (message.lines.size() > size.rows) {
    too_much(called(message) + " has " + std::to_string(message.lines.size()) +
             " lines, more than the " + std::to_string(size.rows) + " rows");
  }
  std::size_t number = 0;
  for (const std::string& line : message.lines) {
    ++number;
    const std::string who = "line " + std::to_string(number) + " of " + called(message);
    if (characters(line) > size.columns) {
      too_much(who + " has " + std::to_string(characters(line)) + " characters, more than the " +
               std::to_string(size.columns) + " columns");
    }
    if (const std::string_view word = unknown_substitution(line); !word.empty()) {
      problems.warning(message.at, who + " has " + std::string(word) +
                                       ", which stands for nothing and is shown as it is" +
                                       did_you_mean(word, {kUssNames.begin(), kUssNames.end()}) +
                                       "; correct it, or take it out");
    }
  }
}

}  // namespace

void uss(const Config& config, Problems& problems) {
  using Key = std::tuple<unsigned, std::string_view, std::string>;
  for (const ServerSettings& server : config.servers) {
    std::map<Key, Position> seen;
    for (const UssMessage& message : server.uss) {
      const std::string_view page =
          message.code_page.empty() ? "" : code_page_number(message.code_page);
      const auto [first, is_new] =
          seen.emplace(Key{message.number, page, message.size.value_or("")}, message.at);
      if (!is_new) {
        problems.error(message.at, called(message) +
                                       " is already said for the same code page and "
                                       "size at " +
                                       format(first->second, config.files) +
                                       "; keep one of the two");
      }
      lines(message, problems);
    }
  }
}

}  // namespace config::check
