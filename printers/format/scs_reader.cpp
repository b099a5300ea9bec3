#include "printers/format/scs_reader.h"

#include <string>

#include "tn3270/datastream/apl_set.h"
#include "tn3270/datastream/orders.h"

namespace printers {
namespace {

constexpr std::uint8_t kAplSet = 0xF1;
constexpr std::uint8_t kGrid = 0xC2;

std::uint8_t number(tn3270::AttributeType type) {
  return static_cast<std::uint8_t>(type);
}
std::uint8_t number(tn3270::Highlight highlight) {
  return static_cast<std::uint8_t>(highlight);
}

}  // namespace

Style ScsReader::style() const {
  return {attribute_.bold, attribute_.underscore || underscore_};
}

void ScsReader::print(char32_t character) {
  if (!inhibited_) {
    page_.put(character, style());
  }
}

void ScsReader::text(tn3270::Bytes characters) {
  for (const std::uint8_t byte : characters) {
    if (double_byte_) {
      page_.move_right(1);
    } else {
      print(graphic_ ? tn3270::apl_character(byte) : characters_[byte]);
    }
  }
}

void ScsReader::code(tn3270::Bytes whole, std::uint64_t offset) {
  switch (static_cast<Scs>(whole[0])) {
    case Scs::Ge:
      print(tn3270::apl_character(whole[1]));
      break;
    case Scs::Sub:  // an IBM 3287 prints a hyphen
      print(U'-');
      break;
    case Scs::Trn:
    case Scs::Atrn:
      page_.transparent(whole.subspan(2));
      break;
    case Scs::Vcs:
      vertical_channel(whole[1], offset);
      break;
    case Scs::Sa:
      set_attribute(whole[1], whole[2], offset);
      break;
    case Scs::Pp:
      position(whole[1], whole[2], offset);
      break;
    case Scs::Format:
      format(whole, offset);
      break;
    case Scs::Enp:
    case Scs::Inp:
      inhibited_ = static_cast<Scs>(whole[0]) == Scs::Inp;
      break;
    case Scs::So:
    case Scs::Si:
      double_byte_ = static_cast<Scs>(whole[0]) == Scs::So;
      if (double_byte_) {
        remarks_.once("DBCS text was left out: code page " + characters_.number() +
                      " has single bytes");
      }
      break;
    default:
      move(static_cast<Scs>(whole[0]), offset);
  }
}

void ScsReader::move(Scs code, std::uint64_t offset) {
  const auto byte = static_cast<std::uint8_t>(code);
  if (!move_on_page(code) && !scs_ignored(byte)) {
    unknown("unknown SCS code " + hex(byte), offset);
  }
}

// A new line or page ends DBCS text too: a SO without its SI must not swallow the rest of the job.
bool ScsReader::move_on_page(Scs code) {
  switch (code) {
    case Scs::Nl:
    case Scs::Irs:
      double_byte_ = false;
      page_.new_line();
      return true;
    case Scs::Rnl:
      double_byte_ = false;
      page_.end_indent();
      page_.new_line();
      return true;
    case Scs::Rff:
      page_.end_indent();
      [[fallthrough]];
    case Scs::Ff:
      double_byte_ = false;
      page_.form_feed();
      return true;
    case Scs::Cr:
      page_.carriage_return();
      return true;
    case Scs::Lf:
      page_.line_feed();
      return true;
    case Scs::Bs:
      page_.back_space();
      return true;
    case Scs::Ht:
      page_.tab();
      return true;
    case Scs::Vt:
      page_.vertical_tab();
      return true;
    case Scs::It:
      page_.indent();
      return true;
    default:
      return false;
  }
}

// Channels 1 to 9 are 81 to 89, 10 to 12 are 7A to 7C (Reading). Others go to the next line, as
// VCS does in pr3287.
void ScsReader::vertical_channel(std::uint8_t number, std::uint64_t offset) {
  if (number >= 0x81 && number <= 0x89) {
    page_.channel(number - 0x80U);
  } else if (number >= 0x7A && number <= 0x7C) {
    page_.channel(number - 0x70U);
  } else {
    remarks_.add("VCS" + at_offset(offset) + " names no channel: " + hex(number));
    page_.line_feed();
  }
}

void ScsReader::set_attribute(std::uint8_t type, std::uint8_t value, std::uint64_t offset) {
  if (type == number(tn3270::AttributeType::All)) {
    attribute_ = {};
    graphic_ = false;
  } else if (type == number(tn3270::AttributeType::Highlight)) {
    attribute_ = {value == number(tn3270::Highlight::Intensify),
                  value == number(tn3270::Highlight::Underscore)};
  } else if (type == number(tn3270::AttributeType::CharacterSet)) {
    graphic_ = value == kAplSet;
  } else if (type != number(tn3270::AttributeType::Foreground) && type != kGrid) {
    unknown("SA of unknown type " + hex(type), offset);
  }
}

// Line and column count from 1 where they are absolute.
void ScsReader::position(std::uint8_t function, std::uint8_t value, std::uint64_t offset) {
  const std::size_t from_0 = value > 0 ? value - 1U : 0U;
  switch (function) {
    case 0xC0:
      page_.move_to_column(from_0);
      break;
    case 0xC4:
      page_.move_to_line(from_0);
      break;
    case 0xC8:
      page_.move_right(value);
      break;
    case 0x4C:
      page_.move_down(value);
      break;
    default:
      unknown("PP of unknown function " + hex(function), offset);
  }
}

void ScsReader::unknown(const std::string& what, std::uint64_t offset) {
  remarks_.add(what + at_offset(offset) + " was skipped");
}

void ScsReader::finish() {
  const tn3270::Bytes rest = splitter_.unfinished();
  if (!rest.empty()) {
    remarks_.add("the job ends within SCS code " + hex(rest[0]) +
                 at_offset(splitter_.unfinished_at()));
  }
}

}  // namespace printers
