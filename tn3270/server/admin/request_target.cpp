#include "tn3270/server/admin/request_target.h"

#include <cstdint>
#include <utility>

namespace server {
namespace {

enum class Plus : std::uint8_t { IsPlus, IsBlank };

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return std::nullopt;
}

std::optional<std::string> decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::IsBlank) {
      decoded.push_back(' ');
    } else if (text[i] != '%') {
      decoded.push_back(text[i]);
    } else {
      if (text.size() - i < 3) {
        return std::nullopt;
      }
      const auto high = hex_digit(text[i + 1]);
      const auto low = hex_digit(text[i + 2]);
      if (!high || !low) {
        return std::nullopt;
      }
      decoded.push_back(static_cast<char>(*high * 16 + *low));
      i += 2;
    }
  }
  return decoded;
}

bool read_parameter(std::string_view pair, std::map<std::string, std::string>& query) {
  const auto equals = pair.find('=');
  auto name = decode(pair.substr(0, equals), Plus::IsBlank);
  auto value = equals == std::string_view::npos ? std::string()
                                                : decode(pair.substr(equals + 1), Plus::IsBlank);
  return name && value && query.emplace(std::move(*name), std::move(*value)).second;
}

}  // namespace

std::optional<RequestTarget> read_target(std::string_view target) {
  if (target.empty() || target.front() != '/') {
    return std::nullopt;
  }
  const auto mark = target.find('?');
  auto path = decode(target.substr(0, mark), Plus::IsPlus);
  if (!path) {
    return std::nullopt;
  }
  RequestTarget result{std::move(*path), {}};
  std::string_view rest =
      mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    if (!pair.empty() && !read_parameter(pair, result.query)) {
      return std::nullopt;
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return result;
}

}  // namespace server
