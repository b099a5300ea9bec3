#include "tn3270/server/privileges.h"

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <variant>

namespace server {
namespace {

struct Account {
  uid_t user = 0;
  gid_t group = 0;
};

std::variant<Account, std::string> account_of(const config::PrivilegeSettings& settings) {
  Account account{::geteuid(), ::getegid()};
  if (!settings.user.empty()) {
    const passwd* user = ::getpwnam(settings.user.c_str());
    if (user == nullptr) {
      return "there is no user '" + settings.user + "'; make it with useradd --system, or name one";
    }
    account = {user->pw_uid, user->pw_gid};
  }
  if (!settings.group.empty()) {
    const group* group = ::getgrnam(settings.group.c_str());
    if (group == nullptr) {
      return "there is no group '" + settings.group +
             "'; make it with groupadd --system, or name one";
    }
    account.group = group->gr_gid;
  }
  if (::geteuid() != 0 && (account.user != ::geteuid() || account.group != ::getegid())) {
    return "only root can become '" + (settings.user.empty() ? settings.group : settings.user) +
           "'; start as root, or as that user without \"process\"";
  }
  return account;
}

[[noreturn]] void fail(const char* what) {
  throw std::runtime_error(std::string("process: ") + what + ": " + std::strerror(errno));
}

}  // namespace

void hide_memory() {
  static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
}

std::string privilege_fault(const config::PrivilegeSettings& settings) {
  const auto account = account_of(settings);
  const auto* fault = std::get_if<std::string>(&account);
  return fault == nullptr ? std::string() : *fault;
}

std::string become(const config::PrivilegeSettings& settings) {
  if (settings.user.empty() && settings.group.empty()) {
    return {};
  }
  const auto found = account_of(settings);
  if (const auto* fault = std::get_if<std::string>(&found)) {
    throw std::runtime_error("process: " + *fault);
  }
  const Account& account = std::get<Account>(found);
  if (::geteuid() == 0) {
    // Groups first: a user cannot give up those of root. The C library does it in every thread.
    if (settings.user.empty() ? ::setgroups(1, &account.group) != 0
                              : ::initgroups(settings.user.c_str(), account.group) != 0) {
      fail("its groups cannot be set");
    }
    if (::setresgid(account.group, account.group, account.group) != 0 ||
        ::setresuid(account.user, account.user, account.user) != 0) {
      fail("it cannot become somebody else");
    }
    if (account.user != 0 && ::setuid(0) == 0) {
      throw std::runtime_error("process: it could become root again");
    }
    hide_memory();  // another user is another matter for the kernel
  }
  return "user " + (settings.user.empty() ? std::to_string(account.user) : settings.user) +
         ", group " + (settings.group.empty() ? std::to_string(account.group) : settings.group);
}

}  // namespace server
