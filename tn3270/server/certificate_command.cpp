#include "tn3270/server/certificate_command.h"

#include <strings.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <system_error>
#include <utility>
#include <variant>

#include "config/limits.h"
#include "tn3270/server/certificate_text.h"
#include "tn3270/server/tls/certificate_facts.h"
#include "tn3270/server/tls/keystore.h"
#include "tn3270/server/tls/password_file.h"
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

struct Write {
  std::string path;
  std::string content;
  mode_t mode = kSecret;
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
  KeyKind kind = KeyKind::Elliptic;
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
  const auto& store = std::get<Keystore>(read);
  authority.valid_until = facts_of(*store.certificate).valid_until;
  authority.kind =
      EVP_PKEY_get_base_id(store.key.get()) == EVP_PKEY_RSA ? KeyKind::Rsa : KeyKind::Elliptic;
  return authority;
}

std::variant<Authority, std::string> find_authority(const Files& files, const std::string& host,
                                                    KeyKind kind, WallTime now) {
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
    fresh.identity = make_authority(host, now - kClockSkew, fresh.valid_until, kind);
    return fresh;
  }
  auto found = read_authority(files);
  if (const auto* authority = std::get_if<Authority>(&found);
      authority != nullptr && authority->valid_until <= now) {
    return "the CA in '" + files.authority + "' expired on " + date_of(authority->valid_until) +
           "; move it and its key away for a new one, and give that to the clients";
  }
  if (const auto* authority = std::get_if<Authority>(&found);
      authority != nullptr && kind == KeyKind::Rsa && authority->kind != KeyKind::Rsa) {
    return "the CA in '" + files.authority +
           "' has a key of an elliptic curve, and who needs RSA cannot verify what it issues; use "
           "--rsa with another --directory";
  }
  return found;
}

std::string write_all(const std::vector<Write>& writes) {
  for (const Write& one : writes) {
    if (const std::string fault = write_small_file(one.path, one.content, one.mode);
        !fault.empty()) {
      return "'" + one.path + "' " + fault;
    }
  }
  return {};
}

// Empty, or what in the order makes no sense.
std::string misuse(const CertificateOrder& order) {
  for (const std::string& name : order.names) {
    if (!is_certifiable(name)) {
      return "--name '" + name +
             "' is neither a host name nor an address; international names are written as xn--…";
    }
  }
  if (!order.client.empty() && !is_client_name(order.client)) {
    return "--client '" + order.client +
           "' is no name of at most 64 letters, digits and .-_@; choose another";
  }
  if (!order.pfx.empty() && order.password_file.empty()) {
    return "--pfx needs --password-file: Windows imports no private key without a password";
  }
  return {};
}

int refuse(const std::string& why, std::ostream& errors) {
  errors << "tn3270d certificate: " << why << '\n';
  return kRefused;
}

// What is asked for, made one after the other and written together.
class Maker {
 public:
  Maker(const CertificateOrder& order, Files files, Authority authority, WallTime now)
      : order_(order),
        files_(std::move(files)),
        authority_(std::move(authority)),
        from_(now - kClockSkew),
        // A certificate that outlives its issuer is refused by clients all the same.
        until_(std::min(now + kDay * order.days, authority_.valid_until)) {
    made_.authority = files_.authority;
    made_.authority_key = files_.authority_key;
    made_.fresh_authority = authority_.fresh;
    if (authority_.fresh) {
      writes_.push_back({files_.authority_key, authority_.identity.key});
      writes_.push_back({files_.authority, authority_.identity.certificate, kPublic});
    }
  }

  // Each: empty, or what is wrong.
  std::string make_server(std::vector<std::string> names) {
    made_.server = files_.server;
    made_.names = std::move(names);
    return take(issue_certificate(authority_.identity, made_.names, from_, until_, order_.kind),
                files_.server);
  }
  std::string make_client(const std::string& path) {
    made_.client = path;
    return take(
        issue_client_certificate(authority_.identity, order_.client, from_, until_, order_.kind),
        path);
  }
  std::string make_pfx() {
    std::vector<std::string> notes;
    const auto password = read_password_file(order_.password_file, notes);
    if (const auto* fault = std::get_if<std::string>(&password)) {
      return *fault;
    }
    made_.pfx = order_.pfx;
    writes_.push_back({order_.pfx, seal_pkcs12(authority_.identity.certificate,
                                               made_.client.empty() ? nullptr : &last_,
                                               std::get<Password>(password).text)});
    return {};
  }
  [[nodiscard]] std::string write() const { return write_all(writes_); }
  [[nodiscard]] const MadeCertificates& made() const { return made_; }

 private:
  std::string take(std::variant<Identity, std::string> issued, const std::string& path) {
    if (const auto* fault = std::get_if<std::string>(&issued)) {
      return "the CA in '" + files_.authority + "' " + *fault;
    }
    last_ = std::get<Identity>(std::move(issued));
    const auto read = read_pem(last_.key + last_.certificate, "'" + path + "'");
    if (const auto* fault = std::get_if<std::string>(&read)) {
      return *fault;
    }
    const CertificateFacts facts = facts_of(*std::get<Keystore>(read).certificate);
    made_.valid_until = date_of(facts.valid_until);
    made_.fingerprint = facts.fingerprint;
    writes_.push_back({path, last_.key + last_.certificate + authority_.identity.certificate});
    return {};
  }

  const CertificateOrder& order_;
  const Files files_;
  const Authority authority_;
  const WallTime from_;
  const WallTime until_;
  Identity last_;
  MadeCertificates made_;
  std::vector<Write> writes_;
};

// Empty, or which of the files that would be written is there.
std::string in_the_way(const CertificateOrder& order, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (order.overwrite == Overwrite::No && exists(path)) {
      return "'" + path + "' exists; --force replaces it";
    }
  }
  return {};
}

}  // namespace

int make_certificate(const CertificateOrder& order, const std::string& host, WallTime now,
                     std::ostream& out, std::ostream& errors) {
  if (const std::string fault = misuse(order); !fault.empty()) {
    errors << "tn3270d certificate: " << fault << '\n';
    return kUsage;
  }
  const Files files(order.directory);
  const std::string client =
      (std::filesystem::path(order.directory) / ("client-" + order.client + ".pem"))
          .lexically_normal()
          .string();
  const bool for_clients = !order.client.empty() || !order.pfx.empty();
  const bool for_server = !for_clients || !exists(files.server);
  std::vector<std::string> fresh;
  if (for_server) {
    fresh.push_back(files.server);
  }
  if (!order.client.empty()) {
    fresh.push_back(client);
  }
  if (!order.pfx.empty()) {
    fresh.push_back(order.pfx);
  }
  if (const std::string fault = in_the_way(order, fresh); !fault.empty()) {
    return refuse(fault, errors);
  }
  std::error_code error;
  std::filesystem::create_directories(order.directory, error);
  if (error) {
    return refuse("the directory '" + order.directory + "' cannot be made: " + error.message() +
                      "; choose another with --directory",
                  errors);
  }
  auto found = find_authority(files, host, order.kind, now);
  if (const auto* fault = std::get_if<std::string>(&found)) {
    return refuse(*fault, errors);
  }
  Maker maker(order, files, std::get<Authority>(std::move(found)), now);
  std::string fault = for_server ? maker.make_server(names_of(order, host)) : "";
  if (fault.empty() && !order.client.empty()) {
    fault = maker.make_client(client);
  }
  if (fault.empty() && !order.pfx.empty()) {
    fault = maker.make_pfx();
  }
  if (fault.empty()) {
    fault = maker.write();
  }
  if (!fault.empty()) {
    return refuse(fault, errors);
  }
  print(maker.made(), out);
  return 0;
}

}  // namespace server
