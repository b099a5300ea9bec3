#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/deck/reading.h"

namespace config::deck {

// What an SLI asks for: a member of libraries (MEM=) or of ICCF libraries (ICCF=).
struct MemberRequest {
  enum class Kind : std::uint8_t { Librarian, Iccf };
  Kind kind = Kind::Librarian;
  std::string member;                  // NAME or NAME.TYPE, upper case
  std::vector<std::string> libraries;  // LIB.SUBLIB, or ICCF numbers
};

// The operands of `* $$ SLI`; nullopt: none of the known forms, or a name with a path in it.
[[nodiscard]] std::optional<MemberRequest> parse_sli(std::string_view operands);

// The folders where a member may lie, in the order of the search: beside the including file, then
// --include, then what `libraries` or `iccf` map.
[[nodiscard]] std::vector<std::filesystem::path> search_folders(
    const MemberRequest& request, const std::filesystem::path& including, const Reading& reading);

// The directory of a library by "libraries" of the JSON; nullptr: it says none.
[[nodiscard]] const std::string* library_folder(const Config& config, std::string_view library);

// The file of a KEYFILE: NAME.pem in a keyring's folder, letter case does not matter.
[[nodiscard]] std::optional<std::filesystem::path> find_keyfile(std::string_view member,
                                                                const std::filesystem::path& folder,
                                                                const Sources& sources);

// The first file that is this member: letter case does not matter, and a type of one's own (.jcl,
// .txt …) may follow the name. Files in `open` (those that include this one) are passed over.
[[nodiscard]] std::optional<std::filesystem::path> find_member(
    const MemberRequest& request, const std::vector<std::filesystem::path>& folders,
    const std::vector<std::filesystem::path>& open, const Sources& sources);

// What was asked for and where it was looked for, and what to do about it.
[[nodiscard]] std::string not_found_text(const MemberRequest& request,
                                         const std::vector<std::filesystem::path>& folders);

}  // namespace config::deck
