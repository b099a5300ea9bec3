#include "config/names.h"

#include "config/verify.h"

namespace config {
namespace {

bool is_first(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '@' || c == '#' || c == '$';
}

std::string printable(std::string_view text) {
  std::string shown(text.substr(0, 32));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return shown;
}

}  // namespace

NameFault name_fault(std::string_view text) {
  if (text.empty()) {
    return NameFault::Empty;
  }
  if (text.size() > ApplId::kSize) {
    return NameFault::TooLong;
  }
  if (!is_first(text.front())) {
    return NameFault::BadFirst;
  }
  const bool all_good = std::all_of(text.begin(), text.end(),
                                    [](char c) { return is_first(c) || (c >= '0' && c <= '9'); });
  return all_good ? NameFault::None : NameFault::BadCharacter;
}

std::string name_fault_text(std::string_view text) {
  const std::string shown = "'" + printable(text) + "'";
  switch (name_fault(text)) {
    case NameFault::None:
      return shown + " is a valid name";
    case NameFault::Empty:
      return "a name is missing: VTAM names have 1 to 8 characters";
    case NameFault::TooLong:
      return shown + " has " + std::to_string(text.size()) +
             " characters: VTAM names have 1 to 8; shorten it";
    case NameFault::BadFirst:
      return shown + " must begin with A-Z, @, # or $";
    case NameFault::BadCharacter:
      return shown + " may hold only A-Z, 0-9, @, # and $";
  }
  return shown;
}

ApplId appl_of(LuName lu) {
  const auto appl = ApplId::parse(lu.view());
  VERIFY(appl.has_value(), "a LU name is always an APPL name");
  return *appl;
}

std::optional<LuName> lu_of(ApplId appl) {
  return LuName::parse(appl.view());
}

}  // namespace config
