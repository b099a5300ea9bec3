#include "tn3270/server/certificate_command.h"

#include <strings.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/small_file.h"
#include "tn3270/server/tls/test_authority.h"

namespace server {
namespace {

constexpr int kRefused = 1;
constexpr int kUsage = 2;
constexpr mode_t kSecret = S_IRUSR | S_IWUSR;
constexpr mode_t kPublic = kSecret | S_IRGRP | S_IROTH;
constexpr std::chrono::hours kDay{24};
constexpr std::chrono::hours kClockSkew{1};  // a client's clock may be behind ours

struct Files {
  explicit Files(const std::filesystem::path& directory)
      : authority_key((directory / "ca.key").lexically_normal().string()),
        authority((directory / "ca.pem").lexically_normal().string()),
        server((directory / "server.pem").lexically_normal().string()) {}
  std::string authority_key;
  std::string authority;
  std::string server;
};

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(path, ignored));
}

// Without those that were said before; host names do not tell cases apart.
std::vector<std::string> names_of(const CertificateOrder& order, const std::string& host) {
  std::vector<std::string> names = order.names;
  for (const std::string& own :
       {std::string("localhost"), std::string("127.0.0.1"), std::string("::1"), host}) {
    if (is_certifiable(own)) {
      names.push_back(own);
    }
  }
  std::vector<std::string> unique;
  for (std::string& name : names) {
    const bool said = std::any_of(unique.begin(), unique.end(), [&name](const std::string& other) {
      return ::strcasecmp(name.c_str(), other.c_str()) == 0;
    });
    if (!said) {
      unique.push_back(std::move(name));
    }
  }
  return unique;
}

// The CA that is there, or a new one that is not written yet. The text says why neither.
struct Authority {
  Identity identity;
  WallTime valid_until;
  bool fresh = false;
};

std::variant<Authority, std::string> read_authority(const Files& files) {
  Authority authority;
  for (const auto& [path, text] : {std::pair(&files.authority_key, &authority.identity.key),
                                   std::pair(&files.authority, &authority.identity.certificate)}) {
    auto read = read_small_file(*path);
    if (const auto* fault = std::get_if<std::string>(&read)) {
      return "'" + *path + "' " + *fault;
    }
    *text = std::move(std::get<FileText>(read).text);
  }
  const auto read =
      read_pem(authority.identity.key + "\n" + authority.identity.certificate,
               "the CA in '" + files.authority + "' and '" + files.authority_key + "'");
  if (const auto* fault = std::get_if<std::string>(&read)) {
    return *fault;
  }
  authority.valid_until = facts_of(*std::get<Keystore>(read).certificate).valid_until;
  return authority;
}

std::variant<Authority, std::string> find_authority(const Files& files, const std::string& host,
                                                    WallTime now) {
  const bool has_key = exists(files.authority_key);
  const bool has_certificate = exists(files.authority);
  if (has_key != has_certificate) {
    const std::string& there = has_key ? files.authority_key : files.authority;
    const std::string& missing = has_key ? files.authority : files.authority_key;
    return "there is '" + there + "' without '" + missing +
           "'; a CA needs both: bring the other one, or use another --directory";
  }
  if (!has_key) {
    Authority fresh;
    fresh.fresh = true;
    fresh.valid_until = now + kDay * config::limits::kCertificateDays;
    fresh.identity = make_authority(host, now - kClockSkew, fresh.valid_until);
    return fresh;
  }
  auto found = read_authority(files);
  if (const auto* authority = std::get_if<Authority>(&found);
      authority != nullptr && authority->valid_until <= now) {
    return "the CA in '" + files.authority + "' expired on " + date_of(authority->valid_until) +
           "; move it and its key away for a new one, and give that to the clients";
  }
  return found;
}

std::string write_all(const Files& files, const Authority& authority, const Identity& server) {
  std::vector<std::pair<const std::string*, std::pair<std::string, mode_t>>> writes;
  if (authority.fresh) {
    writes.push_back({&files.authority_key, {authority.identity.key, kSecret}});
    writes.push_back({&files.authority, {authority.identity.certificate, kPublic}});
  }
  writes.push_back(
      {&files.server, {server.key + server.certificate + authority.identity.certificate, kSecret}});
  for (const auto& [path, content] : writes) {
    if (const std::string fault = write_small_file(*path, content.first, content.second);
        !fault.empty()) {
      return "'" + *path + "' " + fault;
    }
  }
  return {};
}

// For a shell: as it is where that is safe.
std::string quoted(const std::string& path) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+=:@,";
  if (path.find_first_not_of(kSafe) == std::string::npos) {
    return path;
  }
  std::string text = "'";
  for (const char c : path) {
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return text + "'";
}

void print(const Files& files, const Authority& authority, const std::vector<std::string>& names,
           const CertificateFacts& facts, std::ostream& out) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : ", ") + name;
  }
  const std::string ca = quoted(files.authority);
  out << (authority.fresh ? "wrote " : "used ") << files.authority_key
      << ": the test CA's private key; whoever has it can pass for any host to your clients\n"
      << (authority.fresh ? "wrote " : "used ") << files.authority
      << ": the test CA's certificate, for clients\n"
      << "wrote " << files.server << ": key, certificate and CA, for the server\n\n"
      << "names        " << list << '\n'
      << "valid until  " << date_of(facts.valid_until) << '\n'
      << "SHA-256      " << facts.fingerprint << "\n\n"
      << "a listener for it, in a JSON configuration beside it:\n"
      << R"(  {"name": "secure", "address": "::", "port": 3992, "tls": "immediate", )"
      << R"("certificate": "server.pem"})"
      << "\n\nclients that verify it (s3270 and c3270 4.1 compare names, so not 127.0.0.1):\n"
      << "  c3270 -cafile " << ca << " L:localhost:3992\n"
      << "  s3270 -cafile " << ca << " L:localhost:3992\n"
      << "  openssl s_client -connect localhost:3992 -servername localhost -CAfile " << ca
      << " -verify_hostname localhost -verify_return_error\n"
      << "where \"tls\" is \"negotiated\" or \"required\" (STARTTLS), without L: before the host:\n"
      << "  c3270 -cafile " << ca << " localhost:3270\n";
}

int refuse(const std::string& why, std::ostream& errors) {
  errors << "tn3270d certificate: " << why << '\n';
  return kRefused;
}

}  // namespace

int make_certificate(const CertificateOrder& order, const std::string& host, WallTime now,
                     std::ostream& out, std::ostream& errors) {
  for (const std::string& name : order.names) {
    if (!is_certifiable(name)) {
      errors << "tn3270d certificate: --name '" << name
             << "' is neither a host name nor an address; international names are written as "
                "xn--…\n";
      return kUsage;
    }
  }
  const Files files(order.directory);
  if (exists(files.server) && order.overwrite == Overwrite::No) {
    return refuse("'" + files.server + "' exists; --force replaces it", errors);
  }
  std::error_code error;
  std::filesystem::create_directories(order.directory, error);
  if (error) {
    return refuse("the directory '" + order.directory + "' cannot be made: " + error.message() +
                      "; choose another with --directory",
                  errors);
  }
  const auto found = find_authority(files, host, now);
  if (const auto* fault = std::get_if<std::string>(&found)) {
    return refuse(*fault, errors);
  }
  const auto& authority = std::get<Authority>(found);
  const std::vector<std::string> names = names_of(order, host);
  // A certificate that outlives its issuer is refused by clients all the same.
  const auto issued = issue_certificate(authority.identity, names, now - kClockSkew,
                                        std::min(now + kDay * order.days, authority.valid_until));
  if (const auto* fault = std::get_if<std::string>(&issued)) {
    return refuse("the CA in '" + files.authority + "' " + *fault, errors);
  }
  const auto& server = std::get<Identity>(issued);
  if (const std::string fault = write_all(files, authority, server); !fault.empty()) {
    return refuse(fault, errors);
  }
  const auto written = read_keystore(files.server);
  if (const auto* fault = std::get_if<std::string>(&written)) {
    return refuse(*fault, errors);
  }
  print(files, authority, names, facts_of(*std::get<Keystore>(written).certificate), out);
  return 0;
}

}  // namespace server
