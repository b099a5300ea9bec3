#include "tn3270/server/admin/print_upload.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>

#include "config/limits.h"

namespace server {
namespace {

using Upload = std::variant<PrintUpload, UploadFault>;

// One row of the spool: what a reader takes into memory at a time.
constexpr std::size_t kPiece = 64U << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos
             ? std::string_view()
             : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

// RFC 9110 8.3.1: a charset in any case, quoted or not. No charset is taken for UTF-8.
bool is_utf8(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto end = std::min(parameters.find(';'), parameters.size());
    const std::string one = lower(trimmed(parameters.substr(0, end)));
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
    if (one.starts_with("charset=") && one != "charset=utf-8" && one != "charset=\"utf-8\"") {
      return false;
    }
  }
  return true;
}

std::optional<printers::PieceKind> kind_of(std::string_view content_type) {
  const auto end = std::min(content_type.find(';'), content_type.size());
  const std::string type = lower(trimmed(content_type.substr(0, end)));
  const std::string_view parameters = content_type.substr(std::min(end + 1, content_type.size()));
  if (type == "text/plain" && is_utf8(parameters)) {
    return printers::PieceKind::Text;
  }
  return type == "application/octet-stream" ? std::optional(printers::PieceKind::Scs)
                                            : std::nullopt;
}

// A JSON string is UTF-8 or does not parse back.
bool is_valid_utf8(const std::string& text) {
  try {
    static_cast<void>(nlohmann::json(text).dump());
    return true;
  } catch (const nlohmann::json::type_error&) {
    return false;
  }
}

bool is_name(const std::string& name) {
  return name.size() <= config::limits::kJobName && is_valid_utf8(name) &&
         std::none_of(name.begin(), name.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string unix_lines(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') {
      lines.push_back(text[i]);
    }
  }
  return lines;
}

std::vector<printers::Piece> in_pieces(printers::PieceKind kind, std::string_view body) {
  std::vector<printers::Piece> pieces;
  while (!body.empty()) {
    const std::string_view part = body.substr(0, kPiece);
    pieces.push_back({kind, {part.begin(), part.end()}});
    body.remove_prefix(part.size());
  }
  return pieces;
}

}  // namespace

Upload read_upload(const HttpRequest& request) {
  PrintUpload upload;
  for (const auto& [name, value] : request.query) {
    if (name != "name") {
      return UploadFault{400, "PARAMETER", "A job takes the parameter name and no other."};
    }
    if (!is_name(value)) {
      return UploadFault{400, "PARAMETER",
                         "name is text of at most " + std::to_string(config::limits::kJobName) +
                             " bytes, without control characters."};
    }
    upload.name = value;
  }
  const auto kind = kind_of(request.content_type);
  if (!kind) {
    return UploadFault{415, "CONTENT-TYPE",
                       "A job is text/plain; charset=utf-8, or SCS as application/octet-stream."};
  }
  upload.kind = *kind;
  if (upload.kind == printers::PieceKind::Scs) {
    upload.pieces = in_pieces(upload.kind, request.body);
    return upload;
  }
  if (!is_valid_utf8(request.body)) {
    return UploadFault{400, "BODY", "The text is not UTF-8; convert it, as with iconv -t UTF-8."};
  }
  upload.pieces = in_pieces(upload.kind, unix_lines(request.body));
  return upload;
}

}  // namespace server
