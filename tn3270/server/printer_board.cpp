#include "tn3270/server/printer_board.h"

#include <set>
#include <utility>

#include "config/limits.h"
#include "vtam/lu_state.h"

namespace server {
namespace {

vtam::PrinterRow row_of(const vtam::LuEntry& entry) {
  const config::LuSettings& lu = *entry.settings;
  vtam::PrinterRow row{.lu = lu.name};
  row.type = config::text(lu.type);
  row.state = vtam::text(entry.state);
  return row;
}

}  // namespace

PrinterBoard::PrinterBoard(Surroundings surroundings) : around_(std::move(surroundings)) {}

void PrinterBoard::want(vtam::SessionId reader) {
  const config::Instant now = around_.now();
  std::vector<vtam::PrinterRow> ready;
  std::vector<std::uint16_t> reactors;
  const std::uint64_t number = list_.with([&](List& list) {
    const bool young = list.number > 0 && now - list.since < config::limits::kPrinterListFresh;
    if (young && list.made) {
      ready = list.rows;
      return std::uint64_t{0};
    }
    list.readers.push_back(reader);
    if (!young) {
      list.since = now;
      reactors = begin(list);
    }
    return list.number;
  });
  if (number == 0) {
    tell({reader}, ready);
    return;
  }
  for (const std::uint16_t reactor : reactors) {
    around_.post(reactor, ViewsWanted{std::nullopt,
                                      [this, number](const std::vector<LuView>& views) {
                                        add(number, views);
                                      },
                                      ViewsOf::Printers});
  }
}

// The reactors to ask: those that hold printers, at least one, so that somebody ends it.
std::vector<std::uint16_t> PrinterBoard::begin(List& list) const {
  ++list.number;
  list.made = false;
  list.rows.clear();
  list.held.clear();
  std::set<std::uint16_t> reactors;
  around_.directory->with([&](vtam::Directory& directory) {
    for (const config::ServerSettings& server : around_.config->servers) {
      for (const config::LuSettings& lu : server.lus) {
        if (lu.type == config::LuType::Terminal ||
            list.rows.size() == config::limits::kPrinterRows) {
          continue;
        }
        const auto entry = directory.find(lu.name);
        if (entry && entry->holder) {
          reactors.insert(entry->holder->reactor);
          list.held.emplace(lu.name, list.rows.size());
        }
        if (entry) {
          list.rows.push_back(row_of(*entry));
        }
      }
    }
  });
  if (reactors.empty()) {
    reactors.insert(0);
  }
  list.missing = reactors.size();
  return {reactors.begin(), reactors.end()};
}

void PrinterBoard::add(std::uint64_t number, const std::vector<LuView>& views) {
  std::vector<vtam::PrinterRow> rows;
  std::vector<vtam::SessionId> readers;
  list_.with([&](List& list) {
    if (list.number != number || list.made) {
      return;  // of a list that took too long
    }
    for (const LuView& view : views) {
      if (const auto place = list.held.find(view.name); place != list.held.end()) {
        vtam::PrinterRow& row = list.rows[place->second];
        row.state = view.state;
        row.holder = view.application;
        row.queue = view.acquirer.empty() ? "" : view.acquirer + " waits";
      }
    }
    if (--list.missing > 0) {
      return;
    }
    list.made = true;
    list.held.clear();
    rows = list.rows;
    readers = std::exchange(list.readers, {});
  });
  tell(readers, rows);
}

void PrinterBoard::tell(const std::vector<vtam::SessionId>& readers,
                        const std::vector<vtam::PrinterRow>& rows) const {
  for (const vtam::SessionId& reader : readers) {
    around_.post(reader.reactor, PrintersKnown{reader, rows});
  }
}

}  // namespace server
