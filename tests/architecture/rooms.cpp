#include "tests/architecture/rooms.h"

#include <algorithm>
#include <array>
#include <utility>

namespace architecture {
namespace {

constexpr std::array kStandard = {
    std::string_view("algorithm"),
    std::string_view("array"),
    std::string_view("bit"),
    std::string_view("bitset"),
    std::string_view("cassert"),
    std::string_view("cctype"),
    std::string_view("cerrno"),
    std::string_view("charconv"),
    std::string_view("chrono"),
    std::string_view("climits"),
    std::string_view("cmath"),
    std::string_view("compare"),
    std::string_view("concepts"),
    std::string_view("cstddef"),
    std::string_view("cstdint"),
    std::string_view("cstdlib"),
    std::string_view("cstring"),
    std::string_view("deque"),
    std::string_view("exception"),
    std::string_view("functional"),
    std::string_view("initializer_list"),
    std::string_view("iterator"),
    std::string_view("limits"),
    std::string_view("list"),
    std::string_view("map"),
    std::string_view("memory"),
    std::string_view("new"),
    std::string_view("numeric"),
    std::string_view("optional"),
    std::string_view("queue"),
    std::string_view("ratio"),
    std::string_view("set"),
    std::string_view("span"),
    std::string_view("stdexcept"),
    std::string_view("string"),
    std::string_view("string_view"),
    std::string_view("system_error"),
    std::string_view("tuple"),
    std::string_view("type_traits"),
    std::string_view("typeinfo"),
    std::string_view("unordered_map"),
    std::string_view("unordered_set"),
    std::string_view("utility"),
    std::string_view("variant"),
    std::string_view("vector"),
    std::string_view("version"),
    // libtelnet.h uses size_t without saying so.
    std::string_view("stddef.h"),
};

constexpr std::array kSurrounding = {
    std::string_view("atomic"),
    std::string_view("barrier"),
    std::string_view("condition_variable"),
    std::string_view("csignal"),
    std::string_view("cstdio"),
    std::string_view("ctime"),
    std::string_view("filesystem"),
    std::string_view("fstream"),
    std::string_view("future"),
    std::string_view("iomanip"),
    std::string_view("iosfwd"),
    std::string_view("iostream"),
    std::string_view("istream"),
    std::string_view("latch"),
    std::string_view("locale"),
    std::string_view("mutex"),
    std::string_view("ostream"),
    std::string_view("random"),
    std::string_view("regex"),
    std::string_view("semaphore"),
    std::string_view("shared_mutex"),
    std::string_view("sstream"),
    std::string_view("stop_token"),
    std::string_view("streambuf"),
    std::string_view("thread"),
};

constexpr std::array kForbidden = {
    std::string_view("coroutine"),       std::string_view("expected"), std::string_view("format"),
    std::string_view("generator"),       std::string_view("print"),    std::string_view("ranges"),
    std::string_view("source_location"),
};

constexpr std::array kPosix = {
    std::string_view("dirent.h"), std::string_view("errno.h"),   std::string_view("fcntl.h"),
    std::string_view("grp.h"),    std::string_view("ifaddrs.h"), std::string_view("malloc.h"),
    std::string_view("netdb.h"),  std::string_view("poll.h"),    std::string_view("pthread.h"),
    std::string_view("pwd.h"),    std::string_view("sched.h"),   std::string_view("signal.h"),
    std::string_view("spawn.h"),  std::string_view("strings.h"), std::string_view("termios.h"),
    std::string_view("unistd.h"),
};

struct Family {
  std::string_view prefix;
  Kind kind;
};

constexpr std::array kFamilies = {
    Family{"sys/", Kind::Posix},
    Family{"netinet/", Kind::Posix},
    Family{"arpa/", Kind::Posix},
    Family{"net/", Kind::Posix},
    Family{"linux/", Kind::Posix},
    Family{"iconv.h", Kind::Iconv},
    Family{"nlohmann/", Kind::Json},
    Family{"simdjson.h", Kind::SimdJson},
    Family{"asio.hpp", Kind::Asio},
    Family{"asio/", Kind::Asio},
    Family{"spdlog/", Kind::Spdlog},
    Family{"fmt/", Kind::Fmt},
    Family{"CLI/", Kind::CommandLine},
    Family{"openssl/", Kind::OpenSsl},
    Family{"libtelnet.h", Kind::Telnet},
    Family{"restinio/", Kind::Restinio},
    Family{"curl/", Kind::Curl},
    Family{"cups/", Kind::Printing},
    Family{"sqlite3.h", Kind::Printing},
    Family{"hpdf.h", Kind::Printing},
    Family{"gtest/", Kind::TestLibrary},
    Family{"gmock/", Kind::TestLibrary},
    Family{"benchmark/", Kind::TestLibrary},
};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The ladder. Where a room's folder lies within another's, the longer one counts.
const std::vector<Room>& rooms() {
  using K = Kind;
  static const std::vector<Room> kRooms = {
      {"config/", {}, {K::Surrounding, K::Json}},
      {"tn3270/datastream/",
       {"config/names.h", "config/limits.h", "config/time.h", "config/verify.h"},
       {K::Iconv}},
      {"tn3270/protocol/", {"tn3270/datastream/", "config/"}, {K::Telnet}},
      {"vtam/", {"tn3270/datastream/", "config/"}, {}},
      {"vtam/acb/", {"vtam/", "tn3270/datastream/", "config/"}, {K::Json}},
      {"vtam/acb/json_reader.cpp", {"vtam/acb/", "config/"}, {K::SimdJson}},
      {"printers/",
       {"tn3270/datastream/", "config/"},
       {K::Surrounding, K::Posix, K::Iconv, K::Curl, K::Printing}},
      // libcurl hands over OpenSSL's context, in which certificates are compared.
      {"printers/delivery/ftp_certificate.cpp", {"printers/delivery/"}, {K::Curl, K::OpenSsl}},
      {"tn3270/proxy/", {"tn3270/datastream/", "config/"}, {}},
      {"tn3270/control/",
       {"config/"},
       {K::Surrounding, K::Posix, K::Json, K::CommandLine, K::Curl}},
      {"tn3270/server/",
       {"tn3270/", "vtam/", "printers/", "config/"},
       {K::Surrounding, K::Posix, K::Json, K::Asio, K::Spdlog, K::Fmt, K::CommandLine, K::OpenSsl,
        K::Restinio}},
      // Programs of users: they see the client library as it is installed beside them, and nothing
      // of ours.
      {"examples/",
       {"tn3270d/", "orders_db.hpp", "panel.hpp"},
       {K::Surrounding, K::Posix, K::Json, K::Printing}},
      {"tn3270d/", {}, {}},
      {"orders_db.hpp", {}, {}},
      {"panel.hpp", {}, {}},
      {"tests/",
       {"tn3270/", "vtam/", "printers/", "config/", "tn3270d/"},
       {K::Surrounding, K::Posix, K::Json, K::Asio, K::OpenSsl, K::Curl, K::Printing,
        K::TestLibrary}},
  };
  return kRooms;
}

}  // namespace

Kind kind_of(std::string_view header) {
  if (has(kStandard, header)) {
    return Kind::Standard;
  }
  if (has(kSurrounding, header)) {
    return Kind::Surrounding;
  }
  if (has(kForbidden, header)) {
    return Kind::Forbidden;
  }
  if (has(kPosix, header)) {
    return Kind::Posix;
  }
  const auto* const family =
      std::find_if(kFamilies.begin(), kFamilies.end(),
                   [&](const Family& one) { return header.starts_with(one.prefix); });
  return family == kFamilies.end() ? Kind::Unknown : family->kind;
}

std::string_view words_for(Kind kind) {
  switch (kind) {
    case Kind::Standard:
      return "the standard library";
    case Kind::Surrounding:
      return "threads, files and streams";
    case Kind::Forbidden:
      return "what GCC 12 or clang 14 cannot do";
    case Kind::Posix:
      return "POSIX";
    case Kind::Iconv:
      return "iconv";
    case Kind::Json:
      return "nlohmann/json";
    case Kind::SimdJson:
      return "simdjson";
    case Kind::Asio:
      return "Asio";
    case Kind::Spdlog:
      return "spdlog";
    case Kind::Fmt:
      return "fmt";
    case Kind::CommandLine:
      return "CLI11";
    case Kind::OpenSsl:
      return "OpenSSL";
    case Kind::Telnet:
      return "libtelnet";
    case Kind::Restinio:
      return "RESTinio";
    case Kind::Curl:
      return "libcurl";
    case Kind::Printing:
      return "a printing library";
    case Kind::TestLibrary:
      return "GoogleTest";
    case Kind::Unknown:
      break;
  }
  return "a header that tests/architecture/rooms.cpp does not know";
}

const Room* room_of(std::string_view path) {
  const Room* best = nullptr;
  for (const Room& room : rooms()) {
    if (path.starts_with(room.folder) &&
        (best == nullptr || best->folder.size() < room.folder.size())) {
      best = &room;
    }
  }
  return best;
}

}  // namespace architecture
