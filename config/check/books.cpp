#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "config/check/checks.h"

namespace config::check {
namespace {

struct Row {
  const ApplRow* appl;
  const MajorNode* node;
};

// Rows by their names; a program may open the ACB by ACBNAME instead.
std::unordered_map<ApplId, Row> rows_by_name(const Config& config) {
  std::unordered_map<ApplId, Row> rows;
  for (const MajorNode& node : config.nodes) {
    for (const ApplRow& row : node.rows) {
      rows.emplace(row.name, Row{&row, &node});
      if (row.acb_name) {
        rows.emplace(*row.acb_name, Row{&row, &node});
      }
    }
  }
  return rows;
}

void unique_rows(const Config& config, Problems& problems) {
  std::unordered_map<ApplId, Position> labels;
  for (const MajorNode& node : config.nodes) {
    for (const ApplRow& row : node.rows) {
      const auto [first, is_new] = labels.emplace(row.name, row.at);
      if (!is_new) {
        problems.error(row.at, "APPL " + row.name.text() + " is already defined at " +
                                   format(first->second, config.files) + "; remove one");
      }
    }
  }
}

// MODEL 2: without BSTTUSST and its right to pass there is a menu that leads nowhere.
void menu_row(const Config& config, const std::unordered_map<ApplId, Row>& rows,
              Problems& problems) {
  const std::string node = config.nodes.front().name.text();
  const auto menu = rows.find(*ApplId::parse("BSTTUSST"));
  if (menu == rows.end()) {
    problems.warning(config.nodes.front().at,
                     "the books have no APPL BSTTUSST, so the menu can pass no session; add to " +
                         node + ": BSTTUSST APPL AUTH=(PASS,ACQ)");
  } else if (!menu->second.appl->pass) {
    problems.warning(menu->second.appl->at,
                     "BSTTUSST may pass no session, so the menu leads nowhere; write "
                     "AUTH=(PASS,ACQ) in its APPL");
  }
}

// Built in (MODEL 2), or defined by a book or JSON.
bool is_known_table(TableName table, const Config& config) {
  return table.view() == "IESINCLM" || table.view() == "ISTINCLM" ||
         std::any_of(config.mode_tables.begin(), config.mode_tables.end(),
                     [&](const ModeTable& known) { return known.name == table; });
}

}  // namespace

void book_rows(const Config& config, Problems& problems) {
  if (config.nodes.empty()) {
    return;
  }
  unique_rows(config, problems);
  const auto rows = rows_by_name(config);
  menu_row(config, rows, problems);
  for (const ServerSettings& server : config.servers) {
    if (!server.from_deck) {
      continue;
    }
    // The line belongs beside the rows of the same deck.
    const MajorNode* node = &config.nodes.front();
    for (const LuSettings& lu : server.lus) {
      if (const auto row = rows.find(appl_of(lu.name)); row != rows.end()) {
        node = row->second.node;
        break;
      }
    }
    for (const LuSettings& lu : server.lus) {
      if (rows.count(appl_of(lu.name)) == 0) {
        problems.error(lu.at, "LU " + lu.name.text() + " has no APPL row in the books; add to " +
                                  node->name.text() + ": " + lu.name.text() +
                                  " APPL AUTH=(ACQ),EAS=1");
      }
    }
  }
}

void book_references(const Config& config, Problems& problems) {
  std::unordered_set<TableName> said;
  std::unordered_set<NodeName> nodes;
  for (const MajorNode& node : config.nodes) {
    nodes.insert(node.name);
    for (const ApplRow& row : node.rows) {
      if (row.modetab && !is_known_table(*row.modetab, config) &&
          said.insert(*row.modetab).second) {
        problems.error(row.modetab_at,
                       "MODETAB " + row.modetab->text() +
                           " is not known; give its MODETAB source too, or name a table that is "
                           "built in: IESINCLM, ISTINCLM");
      }
    }
  }
  if (config.start_list) {
    for (const NodeName node : config.start_list->nodes) {
      if (nodes.count(node) == 0) {
        problems.warning(config.start_list->at,
                         "the start list " + config.start_list->name + " names " + node.text() +
                             ", which no book defines; give the book too, or remove the name");
      }
    }
  }
}

}  // namespace config::check
