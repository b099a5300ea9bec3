#include "vtam/acb/open_judge.h"

#include <cstdint>
#include <vector>

#include "config/nearest.h"
#include "vtam/sense.h"

namespace vtam {
namespace {

constexpr std::string_view kSocketType = "socket";

Refusal refuse(config::ApplId name, const char* rule, const std::string& why, std::uint32_t code) {
  return Refusal{
      .rule = rule, .why = name.text() + " " + why, .application = name.text(), .sense = code};
}

// Of the applications that settings name: an operator's thousand LUs are none that anybody means.
std::string meant(config::ApplId name, const Network& network) {
  std::vector<std::string_view> known;
  for (const config::ApplicationSettings& application : network.config().applications) {
    known.push_back(application.name.view());
  }
  return config::did_you_mean(name.view(), known);
}

Refusal not_defined(config::ApplId name, const Network& network) {
  return refuse(name, "NOT-DEFINED",
                "is not defined; add {\"name\": \"" + name.text() +
                    "\", \"type\": \"socket\"} to \"applications\" of the configuration" +
                    meant(name, network),
                sense::kUnknownName);
}

std::string_view password_of(const Application& application) {
  return application.row == nullptr ? std::string_view{} : application.row->password;
}

}  // namespace

OpenVerdict judge_open(const OpenLine& open, const Network& network) {
  const config::ApplId name = open.application;
  const Application* const found = network.find(name);
  if (found == nullptr) {
    return not_defined(name, network);
  }
  if (found->lu) {
    return refuse(name, "IS-A-LU", "is a LU, not an application", sense::kInvalidParameters);
  }
  if (!found->type.empty() && found->type != kSocketType) {
    return refuse(name, "BUILT-IN", "is served by this server itself (type " + found->type + ")",
                  sense::kPermissionRejected);
  }
  if (found->activation != Activation::Active) {
    return refuse(name, "NOT-ACTIVE", network.unavailable(*found).why, sense::kPluInactive);
  }
  const std::string_view password = password_of(*found);
  if (password.empty() || same_secret(open.password, password)) {
    return found;
  }
  return refuse(name, "PASSWORD",
                open.password.empty() ? "needs the password of its PRTCT operand"
                                      : "has another password (PRTCT)",
                sense::kPermissionRejected);
}

bool same_secret(std::string_view given, std::string_view secret) {
  std::size_t different = given.size() ^ secret.size();
  for (std::size_t at = 0; at < secret.size(); ++at) {
    const char there = at < given.size() ? given[at] : '\0';
    different |= static_cast<std::size_t>(static_cast<unsigned char>(there) ^
                                          static_cast<unsigned char>(secret[at]));
  }
  return different == 0;
}

}  // namespace vtam
