#include "printers/delivery/name_pattern.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <string_view>

namespace printers {
namespace {

// A name of a file may have 255 bytes; a number and a temporary's marks come to it.
constexpr std::size_t kMostBytes = 200;
constexpr std::size_t kLongestEnding = 5;  // ".jpeg"

std::string time_as(const char* format, WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

// False: `word` stands for nothing.
bool append_value(std::string& into, std::string_view word, const Parcel& parcel) {
  if (word == "lu") {
    into += parcel.facts.printer.view();
  } else if (word == "job") {
    into += std::to_string(parcel.job);
  } else if (word == "sequence") {
    into += std::to_string(parcel.sequence);
  } else if (word == "date") {
    into += time_as("%Y%m%d", parcel.created);
  } else if (word == "time") {
    into += time_as("%H%M%S", parcel.created);
  } else if (word == "application") {
    into += parcel.facts.application ? parcel.facts.application->view() : std::string_view("API");
  } else {
    return false;
  }
  return true;
}

bool is_control(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte < 0x20 || byte == 0x7F;
}

// UTF-8 is not cut within a character.
void cut(std::string& name) {
  if (name.size() <= kMostBytes) {
    return;
  }
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  name.resize(end);
}

}  // namespace

std::string expand(const std::string& pattern, const Parcel& parcel) {
  std::string name;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
    if (close != std::string::npos &&
        append_value(name, std::string_view(pattern).substr(at + 1, close - at - 1), parcel)) {
      at = close + 1;
    } else {
      name += pattern[at++];
    }
  }
  std::replace_if(name.begin(), name.end(), is_control, '_');
  return name;
}

std::string safe_file_name(const std::string& name) {
  std::string safe = name.empty() ? "job" : name;
  std::replace_if(
      safe.begin(), safe.end(),
      [](char one) { return is_control(one) || one == '/' || one == '\\'; }, '_');
  if (safe.front() == '.') {
    safe.front() = '_';
  }
  cut(safe);
  return safe;
}

std::string numbered(const std::string& name, unsigned number) {
  const std::string mark = "-" + std::to_string(number);
  const std::size_t dot = name.find_last_of('.');
  const bool ending = dot != std::string::npos && dot > 0 && name.size() - dot <= kLongestEnding &&
                      dot + 1 < name.size() &&
                      std::isalpha(static_cast<unsigned char>(name[dot + 1])) != 0;
  return ending ? name.substr(0, dot) + mark + name.substr(dot) : name + mark;
}

std::string title_of(const Parcel& parcel) {
  if (!parcel.facts.name.empty()) {
    return parcel.facts.name;
  }
  return std::string(parcel.facts.printer.view()) + ".job " + std::to_string(parcel.job);
}

}  // namespace printers
