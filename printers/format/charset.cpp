#include "printers/format/charset.h"

#include <iconv.h>

#include <cstdint>

#include "tn3270/datastream/utf8.h"

namespace printers {
namespace {

// More than all EBCDIC pages have together; text in any script must not fill the memory.
constexpr std::size_t kRemembered = 4096;

}  // namespace

std::variant<std::unique_ptr<Charset>, std::string> Charset::open(const std::string& name) {
  const iconv_t handle = iconv_open(name.c_str(), "UTF-8");
  if (reinterpret_cast<std::intptr_t>(handle) == -1) {  // how iconv_open() says no
    return "iconv has no charset " + name + "; iconv -l lists those that it has";
  }
  std::unique_ptr<Charset> charset(new Charset(handle));  // NOLINT(cppcoreguidelines-owning-memory)
  charset->fill_latin();
  return charset;
}

Charset::~Charset() {
  iconv_close(handle_);
}

void Charset::fill_latin() {
  unknown_ = convert(U'?');
  unknown_.known = false;
  char32_t character = 0;
  for (Code& code : latin_) {
    code = convert(character);
    ++character;
  }
}

Charset::Code Charset::convert(char32_t character) {
  std::string utf8;
  tn3270::append_character(character, utf8);
  Code code;
  char* from = utf8.data();
  std::size_t left = utf8.size();
  auto* to = reinterpret_cast<char*>(code.bytes.data());
  std::size_t room = code.bytes.size();
  iconv(handle_, nullptr, nullptr, nullptr, nullptr);
  constexpr auto kFailed = static_cast<std::size_t>(-1);
  if (iconv(handle_, &from, &left, &to, &room) == kFailed ||
      iconv(handle_, nullptr, nullptr, &to, &room) == kFailed || room == code.bytes.size()) {
    return unknown_;
  }
  code.size = static_cast<std::uint8_t>(code.bytes.size() - room);
  code.known = true;
  return code;
}

bool Charset::append(char32_t character, tn3270::ByteBuffer& out) {
  const auto write = [&out](const Code& code) {
    out.insert(out.end(), code.bytes.begin(), code.bytes.begin() + code.size);
    return code.known;
  };
  if (character < latin_.size()) {
    const Code& code = latin_[character];
    if (code.size != 1) {
      return write(code);
    }
    out.push_back(code.bytes[0]);
    return code.known;
  }
  const auto found = others_.find(character);
  if (found != others_.end()) {
    return write(found->second);
  }
  const Code code = convert(character);
  if (others_.size() < kRemembered) {
    others_.emplace(character, code);
  }
  return write(code);
}

}  // namespace printers
