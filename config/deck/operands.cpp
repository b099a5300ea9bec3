#include "config/deck/operands.h"

#include <charconv>
#include <limits>
#include <utility>

namespace config::deck {
namespace {

std::optional<std::uint16_t> port_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || value == 0 ||
      value > std::numeric_limits<std::uint16_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::uint16_t>(value);
}

}  // namespace

Operands::Operands(const Card& card, std::string_view form, Quote quote, Problems& problems)
    : card_(card), form_(form), quote_(quote), problems_(problems), words_(words_of(card.text)) {}

bool Operands::is_default(std::size_t index) const {
  return !has(index) || words_[index].text == "*";
}

std::string Operands::rest(std::size_t index) const {
  return std::string(rest_from(card_.text, index));
}

Position Operands::at(std::size_t index) const {
  return has(index) ? card_.position(words_[index].offset) : card_.position(card_.text.size() + 1);
}

std::string Operands::quoted(std::size_t index) const {
  if (quote_ == Quote::No) {
    return "operand " + std::to_string(index);
  }
  return "'" + words_[index].text + "'";
}

std::optional<std::string> Operands::valid_name(std::size_t index, std::string_view what) {
  const auto text = required(index, what);
  if (text && name_fault(*text) != NameFault::None) {
    error(index, std::string(what) + ": " + name_fault_text(*text));
    return std::nullopt;
  }
  return text;
}

std::optional<std::uint16_t> Operands::port(std::size_t index,
                                            std::optional<std::uint16_t> fallback) {
  if (is_default(index) && fallback) {
    return fallback;
  }
  if (!required(index, "a port")) {
    return std::nullopt;
  }
  const auto port = port_number(words_[index].text);
  if (!port) {
    error(index, quoted(index) + " is not a port: a port is a number from 1 to 65535; write " +
                     std::string(form_));
  }
  return port;
}

std::optional<std::string> Operands::required(std::size_t index, std::string_view what) {
  if (!has(index)) {
    missing(index, what);
    return std::nullopt;
  }
  if (is_default(index)) {
    error(index,
          "there is no default for " + std::string(what) + " here; write " + std::string(form_));
    return std::nullopt;
  }
  return words_[index].text;
}

void Operands::missing(std::size_t index, std::string_view what) {
  if (!std::exchange(missing_said_, true)) {
    error(index, words_[0].text + " lacks " + std::string(what) + "; write " + std::string(form_));
  }
}

void Operands::end(std::size_t count) {
  if (has(count + 1)) {
    warning(count + 1, words_[0].text + " takes " + std::to_string(count) +
                           " operands, what follows is not used; write " + std::string(form_));
  }
}

void Operands::error(std::size_t index, const std::string& text) {
  problems_.error(at(index), text);
}

void Operands::warning(std::size_t index, const std::string& text) {
  problems_.warning(at(index), text);
}

}  // namespace config::deck
