#include "vtam/operator/vary.h"

#include <algorithm>
#include <utility>

#include "vtam/operator/displays.h"
#include "vtam/operator/operands.h"

namespace vtam {
namespace {

constexpr const char* kLookAtAppls =
    " is no LU, application or major node here; D NET,APPLS lists them";

VaryPlan refused(OperatorReply reply) {
  VaryPlan plan;
  plan.reply = std::move(reply);
  plan.reply.result = CommandResult::Refused;
  return plan;
}

VaryPlan refused(const char* id, const std::string& words) {
  OperatorReply reply;
  say(reply.messages, id, words);
  return refused(std::move(reply));
}

const Node* node_named(const Network& network, const std::string& id) {
  const auto name = config::NodeName::parse(id);
  return name ? network.find_node(*name) : nullptr;
}

const Application* row_named(const Network& network, const std::string& id) {
  const auto name = config::ApplId::parse(id);
  return name ? network.find(*name) : nullptr;
}

// "1 session", "2 sessions"
std::string sessions(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " session" : " sessions");
}

// The rows that a VARY is about, in the network as it was.
std::vector<const Application*> rows_of(const Network& network, const Node* node,
                                        const Application* row) {
  if (node == nullptr) {
    return {row};
  }
  std::vector<const Application*> rows;
  for (const Application& one : network.applications()) {
    if (Network::node_of(one) == node->name) {
      rows.push_back(&one);
    }
  }
  return rows;
}

void add_lus(const std::vector<const Application*>& rows, std::vector<config::LuName>& lus) {
  for (const Application* row : rows) {
    if (row->lu) {
      lus.push_back(*row->lu);
    }
  }
}

// How many rows of the first list the second has not.
std::size_t missing(const std::vector<config::ApplRow>& from,
                    const std::vector<config::ApplRow>& in) {
  std::unordered_map<config::ApplId, bool> names;
  for (const config::ApplRow& row : in) {
    names.emplace(row.name, true);
  }
  return static_cast<std::size_t>(
      std::count_if(from.begin(), from.end(),
                    [&names](const config::ApplRow& row) { return !names.contains(row.name); }));
}

void say_book(OperatorMessages& messages, const Node& node, const config::MajorNode& book) {
  say(messages, "TND312I",
      node.name.text() + " was read again: " + std::to_string(book.rows.size()) + " rows, " +
          std::to_string(missing(book.rows, node.book->rows)) + " added, " +
          std::to_string(missing(node.book->rows, book.rows)) + " removed");
}

VaryPlan activate(const Network& network, const Node* node, const Application* row,
                  std::shared_ptr<const config::MajorNode> book) {
  const config::NodeName superior = node == nullptr ? Network::node_of(*row) : node->name;
  const Node* const above = network.find_node(superior);
  if (node == nullptr && above != nullptr && above->activation != Activation::Active) {
    return refused("TND314E", row->name.text() + " cannot be active while its node " +
                                  superior.text() + " is not: V NET,ACT,ID=" + superior.text());
  }
  VaryPlan plan;
  say(plan.reply.messages, "IST097I", "VARY ACCEPTED");
  if (book != nullptr) {
    say_book(plan.reply.messages, *node, *book);
  }
  add_lus(rows_of(network, node, row), plan.lus);
  NetworkChange change;
  change.book = std::move(book);
  if (node != nullptr) {
    change.node = node->name;
  } else {
    change.row = row->name;
  }
  plan.next = std::make_shared<const Network>(network, change);
  if (node != nullptr) {
    add_lus(rows_of(*plan.next, node, nullptr), plan.lus);  // new rows
  }
  say(plan.reply.messages, "IST093I",
      (node != nullptr ? node->name.text() : row->name.text()) + " ACTIVE");
  return plan;
}

VaryPlan inactivate(const Vary& vary, const Resources& resources, const Node* node,
                    const Application* row) {
  const Network& network = *resources.view().network;
  VaryPlan plan;
  plan.breaking.form = vary.form;
  std::size_t active = 0;
  const std::vector<const Application*> rows = rows_of(network, node, row);
  for (const Application* one : rows) {
    active += resources.session_count(*one);
    plan.breaking.rows.push_back(one->name);
    if (one->lu && config::appl_of(*one->lu) != one->name) {
      plan.breaking.rows.push_back(config::appl_of(*one->lu));
    }
  }
  std::sort(plan.breaking.rows.begin(), plan.breaking.rows.end());
  add_lus(rows, plan.lus);
  NetworkChange change;
  change.to = Activation::Inactive;
  if (node != nullptr) {
    change.node = node->name;
  } else {
    change.row = row->name;
  }
  plan.next = std::make_shared<const Network>(network, change);
  const std::string name = node != nullptr ? node->name.text() : row->name.text();
  say(plan.reply.messages, "IST097I", "VARY ACCEPTED");
  if (active > 0 && vary.form == EndForm::Normal) {
    say(plan.reply.messages, "TND311I",
        name + " goes inactive after its last session: " + std::to_string(active) + " go on");
    return plan;
  }
  if (active > 0) {
    say(plan.reply.messages, "TND315I",
        sessions(active) + " of " + name +
            (vary.form == EndForm::Force ? " end at once"
                                         : " end; their applications are told and waited for"));
  }
  say(plan.reply.messages, "IST105I", name + " NODE NOW INACTIVE");
  return plan;
}

}  // namespace

bool Breaking::has(config::ApplId row) const {
  return std::binary_search(rows.begin(), rows.end(), row);
}

std::optional<config::NodeName> book_to_read(const Vary& vary, const Network& network) {
  const Node* const node = vary.verb == Vary::Verb::Act ? node_named(network, vary.id) : nullptr;
  return node != nullptr && node->book != nullptr ? std::optional(node->name) : std::nullopt;
}

VaryPlan plan(const Vary& vary, const OperatorView& view,
              std::shared_ptr<const config::MajorNode> book) {
  const Network& network = *view.network;
  const Node* const node = node_named(network, vary.id);
  const Application* const row = node == nullptr ? row_named(network, vary.id) : nullptr;
  if (node == nullptr && row == nullptr) {
    return refused(unknown_id("ID", vary.id, as_typed(vary.id) + kLookAtAppls));
  }
  if (vary.verb == Vary::Verb::Act) {
    return activate(network, node, row, std::move(book));
  }
  return inactivate(vary, Resources(view), node, row);
}

VaryPlan plan(const VaryTerm& vary, const OperatorView& view) {
  const Network& network = *view.network;
  const Application* const first = row_named(network, vary.lu1);
  if (first == nullptr) {
    return refused(unknown_id("LU1", vary.lu1, as_typed(vary.lu1) + kLookAtAppls));
  }
  const Application* const second = vary.lu2.empty() ? nullptr : row_named(network, vary.lu2);
  if (!vary.lu2.empty() && second == nullptr) {
    return refused(unknown_id("LU2", vary.lu2, as_typed(vary.lu2) + kLookAtAppls));
  }
  VaryPlan plan;
  plan.breaking.form = vary.form;
  plan.breaking.rows = {first->name};
  plan.breaking.only_session = true;
  if (second != nullptr) {
    plan.breaking.partner = second->name;
  }
  const auto ended = [&](const LuLine& lu) {
    return lu.session && ends(plan.breaking, lu.name, *lu.session);
  };
  const auto count = std::count_if(view.lus.begin(), view.lus.end(), [&](const LuLine& lu) {
    return ended(lu) && lu.session != menu_application();
  });
  if (count == 0 && std::any_of(view.lus.begin(), view.lus.end(), ended)) {
    return refused("TND316E", "sessions with " + menu_application().text() +
                                  " are not ended so: the LU would be on its menu again; KILL ends "
                                  "its connection");
  }
  if (count == 0) {
    return refused("IST792I", "NO SUCH SESSION EXISTS");
  }
  say(plan.reply.messages, "IST097I", "VARY ACCEPTED");
  say(plan.reply.messages, "TND315I",
      sessions(static_cast<std::size_t>(count)) + " of " + first->name.text() +
          (vary.form == EndForm::Force ? " end at once"
                                       : " end; their applications are told and waited for"));
  return plan;
}

bool ends(const Breaking& breaking, config::LuName lu, config::ApplId application) {
  const config::ApplId slu = config::appl_of(lu);
  if (breaking.partner) {
    return (breaking.has(slu) && application == *breaking.partner) ||
           (breaking.has(application) && slu == *breaking.partner);
  }
  return breaking.has(slu) || breaking.has(application);
}

}  // namespace vtam
