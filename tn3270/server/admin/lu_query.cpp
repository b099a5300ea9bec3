#include "tn3270/server/admin/lu_query.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace server {
namespace {

// vtam::text(LuState). A state that does not exist is a slip of the pen, not an empty list.
constexpr std::array<std::string_view, 6> kStates{"NEVAC", "INACT", "CONCT",
                                                  "ACTIV", "ACT/S", "TERMINATING"};

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

std::string read_state(const std::string& value, LuQuery& query) {
  query.state = upper(value);
  if (std::find(kStates.begin(), kStates.end(), *query.state) != kStates.end()) {
    return {};
  }
  return "state is one of NEVAC, INACT, CONCT, ACTIV, ACT/S and TERMINATING.";
}

std::string read_name(const std::string& parameter, const std::string& value,
                      std::optional<std::string>& into) {
  if (config::name_fault(value) != config::NameFault::None) {
    return parameter + ": " + config::name_fault_text(value) + ".";
  }
  into = upper(value);
  return {};
}

std::string read_after(const std::string& value, LuQuery& query) {
  query.after = config::LuName::parse(value);
  return query.after ? std::string() : "after: " + config::name_fault_text(value) + ".";
}

// Empty, or what is wrong.
std::string read_parameter(const std::string& name, const std::string& value, LuQuery& query) {
  if (name == "state") {
    return read_state(value, query);
  }
  if (name == "group") {
    return read_name(name, value, query.group);
  }
  if (name == "application") {
    return read_name(name, value, query.application);
  }
  if (name == "client") {
    query.client = upper(value);
    return value.empty() ? "client is an address." : std::string();
  }
  if (name == "limit") {
    const auto limit = read_limit(value);
    query.limit = limit.value_or(query.limit);
    return limit ? std::string() : limit_fault().detail;
  }
  if (name == "after") {
    return read_after(value, query);
  }
  return "The list of LUs knows the parameters state, group, application, client, limit and after.";
}

bool same(const std::optional<std::string>& wanted, const std::string& value) {
  return !wanted || *wanted == upper(value);
}

bool suspends(const LuView& lu, const std::optional<std::string>& application) {
  return std::any_of(lu.suspended.begin(), lu.suspended.end(),
                     [&](const SuspendedView& one) { return same(application, one.application); });
}

bool matches(const LuView& lu, const LuQuery& query) {
  return same(query.state, lu.state) && same(query.group, lu.group) &&
         (same(query.application, lu.application) || suspends(lu, query.application)) &&
         (!query.client || (lu.client && same(query.client, lu.client->address)));
}

}  // namespace

std::variant<LuQuery, QueryFault> read_lu_query(
    const std::map<std::string, std::string>& parameters) {
  LuQuery query;
  for (const auto& [name, value] : parameters) {
    auto fault = read_parameter(name, value, query);
    if (!fault.empty()) {
      return QueryFault{std::move(fault)};
    }
  }
  return query;
}

std::variant<LuPage, QueryFault> choose(std::vector<LuView> lus, const LuQuery& query) {
  auto from = lus.begin();
  if (query.after) {
    from = std::find_if(lus.begin(), lus.end(),
                        [&](const LuView& lu) { return lu.name == *query.after; });
    if (from == lus.end()) {
      return QueryFault{"after: there is no LU " + query.after->text() +
                        " (any more); begin again without after."};
    }
    ++from;
  }
  LuPage page;
  for (; from != lus.end(); ++from) {
    if (!matches(*from, query)) {
      continue;
    }
    if (page.rows.size() == query.limit) {
      page.next = page.rows.back().name;
      break;
    }
    page.rows.push_back(std::move(*from));
  }
  return page;
}

}  // namespace server
