#include "config/deck/member_search.h"

#include <algorithm>
#include <array>

#include "config/deck/card.h"

namespace config::deck {
namespace {

// Types that people give to members they keep as files, the likeliest first.
constexpr std::array<std::string_view, 10> kTypes = {"",      ".JCL",  ".Z",    ".TXT",   ".A",
                                                     ".DECK", ".LIST", ".CARD", ".CARDS", ".DAT"};

bool is_member_name(std::string_view name) {
  constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@#$_-.";
  return !name.empty() && name.front() != '.' &&
         name.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::string_view stem_of(std::string_view name) {
  return name.substr(0, name.find('.'));
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

// How well a file name suits a member; 0 is best, nullopt not at all.
std::optional<std::size_t> rank(std::string_view file_name, std::string_view member) {
  if (file_name == member) {
    return 0;
  }
  const std::string name = upper(file_name);
  if (name == member) {
    return 1;
  }
  if (stem_of(name) != stem_of(member)) {
    return std::nullopt;
  }
  const std::string_view type = std::string_view(name).substr(stem_of(name).size());
  const auto* const known = std::find(kTypes.begin(), kTypes.end(), type);
  return 2 + static_cast<std::size_t>(known - kTypes.begin());
}

std::vector<std::string> names_in(const std::filesystem::path& folder, std::string_view member,
                                  const Sources& sources) {
  if (sources.folders) {
    return sources.folders(folder);
  }
  std::vector<std::string> names;
  const auto probe = [&](std::string name) {
    if (sources.files(folder / name)) {
      names.push_back(std::move(name));
    }
  };
  probe(std::string(member));
  for (const std::string_view type : kTypes) {
    const std::string name = std::string(stem_of(member)) + std::string(type);
    probe(name);
    probe(lower(name));
    probe(std::string(stem_of(member)) + lower(type));
  }
  return names;
}

const std::string* mapped(const std::map<std::string, std::string>& folders,
                          std::string_view library) {
  const auto unpadded = [](std::string_view text) {
    const std::size_t first = text.find_first_not_of('0');
    return upper(text.substr(first == std::string_view::npos ? 0 : first));
  };
  for (const auto& [name, folder] : folders) {
    if (unpadded(name) == unpadded(library)) {
      return &folder;
    }
  }
  return nullptr;
}

void add_libraries(std::string_view value, std::vector<std::string>& libraries) {
  if (value.starts_with('(')) {
    value.remove_prefix(1);
    value = value.substr(0, value.find(')'));
  }
  for (const Word& name : split_operands(value, 0)) {
    if (!trimmed(name.text).empty()) {
      libraries.emplace_back(trimmed(name.text));
    }
  }
}

}  // namespace

std::optional<MemberRequest> parse_sli(std::string_view operands) {
  MemberRequest request;
  const std::string text = upper(operands.substr(0, operands.find(' ')));
  for (const Word& operand : split_operands(text, 0)) {
    const std::size_t equals = operand.text.find('=');
    const std::string_view key = std::string_view(operand.text).substr(0, equals);
    const std::string_view value = equals == std::string::npos
                                       ? std::string_view()
                                       : std::string_view(operand.text).substr(equals + 1);
    if (key == "MEM" || key == "ICCF") {
      request.member = std::string(value);
      request.kind = key == "MEM" ? MemberRequest::Kind::Librarian : MemberRequest::Kind::Iccf;
    } else if (key == "LIB" || key == "S") {
      add_libraries(value, request.libraries);
    }
  }
  if (!is_member_name(request.member)) {
    return std::nullopt;
  }
  return request;
}

std::vector<std::filesystem::path> search_folders(const MemberRequest& request,
                                                  const std::filesystem::path& including,
                                                  const Reading& reading) {
  std::vector<std::filesystem::path> folders{including.parent_path()};
  folders.insert(folders.end(), reading.sources.include.begin(), reading.sources.include.end());
  const Config& config = reading.draft.config;
  for (const std::string& library : request.libraries) {
    const std::string* folder = request.kind == MemberRequest::Kind::Iccf
                                    ? mapped(config.iccf, library)
                                    : mapped(config.libraries, library);
    if (folder != nullptr) {
      folders.emplace_back(*folder);
    }
  }
  return folders;
}

std::optional<std::filesystem::path> find_member(const MemberRequest& request,
                                                 const std::vector<std::filesystem::path>& folders,
                                                 const std::vector<std::filesystem::path>& open,
                                                 const Sources& sources) {
  for (const std::filesystem::path& folder : folders) {
    std::optional<std::pair<std::size_t, std::string>> best;
    for (const std::string& name : names_in(folder, request.member, sources)) {
      const auto suits = rank(name, request.member);
      if (suits && std::find(open.begin(), open.end(), folder / name) == open.end() &&
          (!best || std::pair(*suits, name) < *best)) {
        best.emplace(*suits, name);
      }
    }
    if (best) {
      return folder / best->second;
    }
  }
  return std::nullopt;
}

const std::string* library_folder(const Config& config, std::string_view library) {
  return mapped(config.libraries, library);
}

std::optional<std::filesystem::path> find_keyfile(std::string_view member,
                                                  const std::filesystem::path& folder,
                                                  const Sources& sources) {
  constexpr std::string_view kType = ".PEM";
  std::string file = upper(member);
  if (!file.ends_with(kType)) {
    file += kType;
  }
  if (sources.folders) {
    for (const std::string& name : sources.folders(folder)) {
      if (upper(name) == file) {
        return folder / name;
      }
    }
    return std::nullopt;
  }
  const std::string stem = file.substr(0, file.size() - kType.size());
  for (const std::string& name : {file, lower(file), stem + ".pem"}) {
    if (sources.files(folder / name)) {
      return folder / name;
    }
  }
  return std::nullopt;
}

std::string not_found_text(const MemberRequest& request,
                           const std::vector<std::filesystem::path>& folders) {
  const bool iccf = request.kind == MemberRequest::Kind::Iccf;
  std::string text = "the include " + std::string(iccf ? "ICCF=" : "MEM=") + request.member +
                     " was not found; looked for it in ";
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const std::string folder = folders[i].empty() ? "." : folders[i].string();
    text += (i > 0 ? ", '" : "'") + folder + "'";
  }
  text += "; put it there, or give its folder with --include";
  if (!request.libraries.empty()) {
    text += ", or in a JSON file: \"" + std::string(iccf ? "iccf" : "libraries") + "\": {\"" +
            request.libraries.front() + "\": \"FOLDER\"}";
  }
  return text;
}

}  // namespace config::deck
