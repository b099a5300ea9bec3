#include "tn3270/datastream/code_page.h"

#include <iconv.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "config/verify.h"
#include "tn3270/datastream/code_page_names.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/utf8.h"

namespace tn3270 {
namespace {

constexpr std::uint8_t kBlank = 0x40;
constexpr auto kSub = static_cast<std::uint8_t>(FormatCode::Sub);
constexpr auto kGe = static_cast<std::uint8_t>(Order::Ge);
constexpr auto kShiftOut = static_cast<std::uint8_t>(FormatCode::So);

// One direction of iconv, from an EBCDIC page to UTF-8.
class Converter {
 public:
  explicit Converter(const std::string& page) : handle_(iconv_open("UTF-8", page.c_str())) {}
  ~Converter() {
    if (good()) {
      iconv_close(handle_);
    }
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool good() const {
    return reinterpret_cast<std::intptr_t>(handle_) != -1;  // how iconv_open() says no
  }

  // The character of one byte, or nullopt: unassigned, or the first of several bytes.
  [[nodiscard]] std::optional<char32_t> character(std::uint8_t byte) {
    std::array<char, 1> in{static_cast<char>(byte)};
    std::array<char, 8> out{};
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    if (iconv(handle_, &from, &left, &to, &room) != 0 || room == out.size()) {
      return std::nullopt;
    }
    std::string_view text(out.data(), out.size() - room);
    const char32_t result = take_character(text);
    return text.empty() ? std::optional(result) : std::nullopt;
  }

 private:
  iconv_t handle_;
};

// The IBM-nnn family holds PC pages too. In every EBCDIC a blank is 40 and letters and digits begin
// at C1 and F0; in a mixed page SO is no character but begins a run of two-byte ones.
bool single_byte_ebcdic(Converter& page) {
  return page.character(kBlank) == U' ' && page.character(0xC1) == U'A' &&
         page.character(0xF0) == U'0' && page.character(0xF9) == U'9' &&
         page.character(kShiftOut).has_value();
}

}  // namespace

std::shared_ptr<const CodePage> CodePage::open(std::string_view name) {
  const auto number = code_page_number(name);
  if (!number) {
    return nullptr;
  }
  const std::string page_name = code_page_name(*number);
  Converter converter("IBM" + page_name);
  if (!converter.good() || !single_byte_ebcdic(converter)) {
    return nullptr;
  }
  CodePage page;
  page.number_ = page_name;
  page.latin_.fill(kSub);
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto code = static_cast<std::uint8_t>(byte);
    const char32_t character = converter.character(code).value_or(kReplacement);
    const bool usable = byte >= kBlank && !is_control(character) && character < kReplacement;
    page.characters_.at(byte) = static_cast<char16_t>(usable ? character : kReplacement);
    if (usable && character < page.latin_.size()) {
      std::uint8_t& first = page.latin_.at(character);
      first = first == kSub ? code : first;
    } else if (usable) {
      page.others_.emplace_back(static_cast<char16_t>(character), code);
    }
  }
  std::sort(page.others_.begin(), page.others_.end());
  return std::make_shared<const CodePage>(std::move(page));
}

std::uint8_t CodePage::byte_of(char32_t character) const {
  if (is_control(character)) {
    return kBlank;
  }
  if (character < latin_.size()) {
    return latin_.at(character);
  }
  const auto found =
      std::lower_bound(others_.begin(), others_.end(), character,
                       [](const auto& other, char32_t wanted) { return other.first < wanted; });
  return found == others_.end() || found->first != character ? kSub : found->second;
}

std::optional<std::uint8_t> CodePage::code_of(char32_t character) const {
  const std::uint8_t code = byte_of(character);
  return is_control(character) || code == kSub ? std::nullopt : std::optional(code);
}

// Control characters are none of a page's.
std::size_t CodePage::plain_run(std::string_view utf8) const {
  const auto end = std::find_if(utf8.begin(), utf8.end(), [this](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte >= 0x80 || latin_[byte] == kSub;
  });
  return static_cast<std::size_t>(end - utf8.begin());
}

std::size_t CodePage::encode(std::string_view utf8, std::size_t most, ByteBuffer& out) const {
  std::size_t count = 0;
  while (count < most && !utf8.empty()) {
    const std::string_view plain = utf8.substr(0, plain_run(utf8.substr(0, most - count)));
    if (plain.empty()) {
      out.push_back(byte_of(take_character(utf8)));
      ++count;
      continue;
    }
    const std::size_t before = out.size();
    out.resize(before + plain.size());
    std::transform(plain.begin(), plain.end(), out.begin() + static_cast<std::ptrdiff_t>(before),
                   [this](char c) { return latin_[static_cast<std::uint8_t>(c)]; });
    utf8.remove_prefix(plain.size());
    count += plain.size();
  }
  return count;
}

ByteBuffer CodePage::encode(std::string_view utf8) const {
  ByteBuffer out;
  encode(utf8, utf8.size(), out);
  return out;
}

std::string CodePage::decode(Bytes ebcdic) const {
  std::string text;
  text.reserve(ebcdic.size());
  for (std::size_t i = 0; i < ebcdic.size(); ++i) {
    const std::uint8_t byte = ebcdic[i];
    if (byte == static_cast<std::uint8_t>(FormatCode::Nul)) {
      text += ' ';
      continue;
    }
    append_character(characters_.at(byte), text);
    if (byte == kGe) {
      ++i;
    }
  }
  return text;
}

std::shared_ptr<const CodePage> cp037() {
  auto page = CodePage::open("037");
  VERIFY(page != nullptr, "iconv has no IBM037: glibc's gconv modules are missing");
  return page;
}

}  // namespace tn3270
