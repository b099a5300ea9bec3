#include "tn3270/datastream/stream_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "tn3270/datastream/hex_lines.h"

namespace tn3270 {
namespace {

struct Word {
  std::uint8_t code;
  const char* text;
};

template <std::size_t N>
const char* find(const std::array<Word, N>& words, std::uint8_t code) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.code == code; });
  return found == words.end() ? nullptr : found->text;
}

void add(std::string& list, std::string_view word, const char* between = " ") {
  if (!list.empty()) {
    list += between;
  }
  list += word;
}

constexpr std::array<Word, 17> kColors{{{0x00, "default color"},
                                        {0xF0, "neutral black"},
                                        {0xF1, "blue"},
                                        {0xF2, "red"},
                                        {0xF3, "pink"},
                                        {0xF4, "green"},
                                        {0xF5, "turquoise"},
                                        {0xF6, "yellow"},
                                        {0xF7, "white"},
                                        {0xF8, "black"},
                                        {0xF9, "deep blue"},
                                        {0xFA, "orange"},
                                        {0xFB, "purple"},
                                        {0xFC, "pale green"},
                                        {0xFD, "pale turquoise"},
                                        {0xFE, "gray"},
                                        {0xFF, "neutral white"}}};

constexpr std::array<Word, 6> kHighlights{{{0x00, "default highlight"},
                                           {0xF0, "normal"},
                                           {0xF1, "blink"},
                                           {0xF2, "reverse"},
                                           {0xF4, "underscore"},
                                           {0xF8, "intensify"}}};

constexpr std::array<Word, 9> kFields{{{0x00, "Reset Partition"},
                                       {0x01, "Read Partition"},
                                       {0x03, "Erase/Reset"},
                                       {0x06, "Load Programmed Symbols"},
                                       {0x09, "Set Reply Mode"},
                                       {0x0C, "Create Partition"},
                                       {0x0E, "Activate Partition"},
                                       {0x40, "Outbound 3270DS"},
                                       {0x80, "Inbound 3270DS"}}};

constexpr std::array<Word, 20> kQueryCodes{{{0x80, "Summary"},
                                            {0x81, "Usable Area"},
                                            {0x82, "Image"},
                                            {0x83, "Text Partitions"},
                                            {0x84, "Alphanumeric Partitions"},
                                            {0x85, "Character Sets"},
                                            {0x86, "Color"},
                                            {0x87, "Highlight"},
                                            {0x88, "Reply Modes"},
                                            {0x8A, "Field Validation"},
                                            {0x8C, "Field Outlining"},
                                            {0x8E, "Partition Characteristics"},
                                            {0x91, "DBCS-Asia"},
                                            {0x95, "Distributed Data Management"},
                                            {0x99, "Auxiliary Device"},
                                            {0x9D, "Anomaly Implementation"},
                                            {0xA1, "RPQ Names"},
                                            {0xA6, "Implicit Partition"},
                                            {0xA8, "Transparency"},
                                            {0xFF, "Null"}}};

constexpr std::array<Word, 11> kFormatCodes{{{0x0C, "FF"},
                                             {0x0D, "CR"},
                                             {0x0E, "SO"},
                                             {0x0F, "SI"},
                                             {0x15, "NL"},
                                             {0x19, "EM"},
                                             {0x1C, "DUP"},
                                             {0x1E, "FM"},
                                             {0x25, "LF"},
                                             {0x3F, "SUB"},
                                             {0xFF, "EO"}}};

std::string by_type(const char* type, std::uint8_t value) {
  return std::string(type) + "=" + hex_byte(value);
}

}  // namespace

const char* text(Command command) {
  switch (command) {
    case Command::Write:
      return "Write";
    case Command::EraseWrite:
      return "Erase/Write";
    case Command::EraseWriteAlternate:
      return "Erase/Write Alternate";
    case Command::ReadBuffer:
      return "Read Buffer";
    case Command::ReadModified:
      return "Read Modified";
    case Command::ReadModifiedAll:
      return "Read Modified All";
    case Command::EraseAllUnprotected:
      return "Erase All Unprotected";
    case Command::WriteStructuredField:
      return "Write Structured Field";
    case Command::NoOperation:
      return "No Operation";
  }
  return "unknown command";
}

std::string wcc_words(Wcc wcc) {
  const auto bits = static_cast<std::uint8_t>(wcc);
  const auto has = [&](Wcc bit) { return (bits & static_cast<std::uint8_t>(bit)) != 0; };
  std::string words;
  if (has(Wcc::Restore)) {
    add(words, "restore");
  }
  if (has(Wcc::ResetMdt)) {
    add(words, "reset-MDT");
  }
  if (has(Wcc::Alarm)) {
    add(words, "alarm");
  }
  if (has(Wcc::StartPrinter)) {
    add(words, "start-printer");
  }
  switch (static_cast<Wcc>(bits & static_cast<std::uint8_t>(Wcc::Columns80))) {
    case Wcc::Columns40:
      add(words, "40-columns");
      break;
    case Wcc::Columns64:
      add(words, "64-columns");
      break;
    case Wcc::Columns80:
      add(words, "80-columns");
      break;
    default:
      break;
  }
  return "WCC(" + words + ")";
}

std::string place_words(BufferAddress address, ScreenSize size) {
  if (address >= size.cells()) {
    return "(address " + std::to_string(address) + ")";
  }
  const Place place = place_of(address, size);
  return "(" + std::to_string(place.row) + "," + std::to_string(place.column) + ")";
}

bool attribute_hides(std::uint8_t attribute) {
  constexpr auto kHidden = static_cast<std::uint8_t>(Intensity::Hidden);
  return (attribute & kHidden) == kHidden;
}

std::string attribute_words(std::uint8_t attribute) {
  const bool is_protected = (attribute & static_cast<std::uint8_t>(Entry::Protected)) != 0;
  const bool numeric = (attribute & static_cast<std::uint8_t>(Entry::Numeric)) != 0;
  std::string words = is_protected ? (numeric ? "autoskip" : "protected")
                                   : (numeric ? "unprotected numeric" : "unprotected");
  switch (static_cast<Intensity>(attribute & static_cast<std::uint8_t>(Intensity::Hidden))) {
    case Intensity::Normal:
      break;
    case Intensity::Detectable:
      add(words, "detectable");
      break;
    case Intensity::Bright:
      add(words, "intensified");
      break;
    case Intensity::Hidden:
      add(words, "hidden");
      break;
  }
  if ((attribute & static_cast<std::uint8_t>(Mdt::On)) != 0) {
    add(words, "modified");
  }
  return words;
}

std::string pair_words(AttributePair pair) {
  const char* word = nullptr;
  switch (static_cast<AttributeType>(pair.type)) {
    case AttributeType::All:
      return "reset";
    case AttributeType::Field:
      return attribute_words(pair.value);
    case AttributeType::Highlight:
      word = find(kHighlights, pair.value);
      return word != nullptr ? word : by_type("highlight", pair.value);
    case AttributeType::Foreground:
      word = find(kColors, pair.value);
      return word != nullptr ? word : by_type("color", pair.value);
    case AttributeType::Background:
      word = find(kColors, pair.value);
      return word != nullptr ? std::string("on ") + word : by_type("background", pair.value);
    case AttributeType::CharacterSet:
      return by_type("character-set", pair.value);
    case AttributeType::Transparency:
      return by_type("transparency", pair.value);
    case AttributeType::Validation:
      return by_type("validation", pair.value);
    case AttributeType::Outlining:
      return by_type("outlining", pair.value);
    case AttributeType::InputControl:
      return by_type("input-control", pair.value);
  }
  return hex_byte(pair.type) + "=" + hex_byte(pair.value);
}

std::string pairs_words(Bytes pairs) {
  std::string words;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    add(words, pair_words({pairs[i], pairs[i + 1]}), ", ");
  }
  return words;
}

std::string quoted_words(Bytes codes, const CodePage& page) {
  std::string words = "\"";
  while (!codes.empty()) {
    const auto end = std::find_if(codes.begin(), codes.end(), [](std::uint8_t code) {
      return find(kFormatCodes, code) != nullptr;
    });
    const Bytes run = codes.first(static_cast<std::size_t>(end - codes.begin()));
    words += page.decode(run);
    codes = codes.subspan(run.size());
    if (!codes.empty()) {
      words += std::string("<") + find(kFormatCodes, codes.front()) + ">";
      codes = codes.subspan(1);
    }
  }
  return words + "\"";
}

std::string structured_field_words(std::uint8_t id) {
  const char* word = find(kFields, id);
  return word != nullptr ? word : "field " + hex_byte(id);
}

std::string query_code_words(std::uint8_t qcode) {
  const char* word = find(kQueryCodes, qcode);
  return word != nullptr ? word : "query code " + hex_byte(qcode);
}

}  // namespace tn3270
