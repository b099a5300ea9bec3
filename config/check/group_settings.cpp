#include <algorithm>
#include <string>
#include <unordered_map>

#include "config/check/checks.h"
#include "config/check/members.h"

namespace config::check {
namespace {

std::string name(const GroupSettings& group) {
  return "group " + group.name.text();
}

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// What is wrong with the group whose printers become partners; empty: nothing.
std::string unfit(const GroupSettings& group, const Members& own, const Members* printers) {
  const std::string partners = "'printers' of " + name(group) + " is " + group.printers->text();
  if (*group.printers == group.name) {
    return partners + ", the group itself; name a group of printers";
  }
  if (printers == nullptr) {
    return partners + ", a group without LUs; give it " + counted(own.terminals, "printer");
  }
  if (printers->terminals > 0) {
    return partners + ", which has " + counted(printers->terminals, "terminal") +
           "; name a group of printers only";
  }
  if (own.terminals != printers->printers) {
    return partners + ", which has " + counted(printers->printers, "printer") + " for " +
           counted(own.terminals, "terminal") +
           " (unequal associated groups); each terminal has one of its own: make them as many";
  }
  return {};
}

class Groups {
 public:
  Groups(const Config& config, const ServerSettings& server, Problems& problems)
      : config_(config), problems_(problems), members_(members_of(server)) {}

  void look_at(const GroupSettings& group) {
    const auto [first, is_new] = described_.emplace(group.name, group.at);
    if (!is_new) {
      problems_.error(group.at, name(group) + " is already described at " +
                                    format(first->second, config_.files) + "; keep one of the two");
      return;
    }
    const auto own = members_.find(group.name);
    if (own == members_.end()) {
      problems_.warning(group.at, name(group) + " has no LUs; give some LUs \"group\": \"" +
                                      group.name.text() + "\", or remove it");
      return;
    }
    if (group.printers) {
      partners(group, own->second);
    }
    if (group.keep && own->second.terminals == 0) {
      problems_.warning(group.keep->at, name(group) +
                                            " has no terminals whose sessions could be kept; take "
                                            "'keep' out");
    }
    if (group.several && own->second.terminals == 0) {
      problems_.warning(group.several->at, name(group) +
                                               " has no terminals whose users could have several "
                                               "applications; take 'several' out");
    }
  }

 private:
  void partners(const GroupSettings& group, const Members& own) {
    if (own.terminals == 0) {
      problems_.warning(group.at, name(group) +
                                      " has no terminals that could have partners; take "
                                      "'printers' out");
      return;
    }
    const auto printers = members_.find(*group.printers);
    const std::string wrong =
        unfit(group, own, printers == members_.end() ? nullptr : &printers->second);
    if (!wrong.empty()) {
      problems_.error(group.at, wrong);
      return;
    }
    const auto [first, is_new] = used_.emplace(*group.printers, &group);
    if (!is_new) {
      problems_.error(group.at, "'printers' of " + name(group) + " is " + group.printers->text() +
                                    ", which is already that of " + name(*first->second) + " at " +
                                    format(first->second->at, config_.files) +
                                    "; each printer has one terminal: name another group");
    }
    if (own.with_printer != nullptr) {
      const std::string who = own.with_printer->name.text();
      problems_.note(own.with_printer->at,
                     own.with_printers == 1
                         ? "terminal " + who + " has a printer of its own, which counts; its " +
                               name(group) + " names " + group.printers->text()
                         : std::to_string(own.with_printers) + " terminals of " + name(group) +
                               " (the first is " + who +
                               ") have printers of their own, which count; the group names " +
                               group.printers->text());
    }
  }

  const Config& config_;
  Problems& problems_;
  std::unordered_map<GroupName, Members> members_;
  std::unordered_map<GroupName, Position> described_;
  std::unordered_map<GroupName, const GroupSettings*> used_;
};

}  // namespace

void group_settings(const Config& config, Problems& problems) {
  for (const ServerSettings& server : config.servers) {
    if (server.groups.empty()) {
      continue;
    }
    Groups groups(config, server, problems);
    for (const GroupSettings& group : server.groups) {
      groups.look_at(group);
    }
  }
}

}  // namespace config::check
