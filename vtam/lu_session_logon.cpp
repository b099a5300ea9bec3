#include <algorithm>
#include <iterator>
#include <utility>

#include "vtam/logon_request.h"
#include "vtam/lu_session_life.h"
#include "vtam/programs/panel.h"
#include "vtam/typeterm.h"

// What an application, or the menu, is told when a LU logs on to it.
namespace vtam {
namespace {

constexpr std::uint8_t kLu1 = 0x01;

}  // namespace

ClientModes LuSession::client_modes() const {
  const Terminal& terminal = life_->terminal;
  ClientModes modes{.rule = terminal.mapped_logmode};
  if (terminal.listener != nullptr) {
    modes.listener = device_mode(terminal.listener->device_modes, terminal.device, terminal.kind);
  }
  return modes;
}

Logon LuSession::logon(const Next& next) const {
  const Life& life = *life_;
  const config::Config& config = network().config();
  Logon logon{.lu = lu_->name,
              .application = life.application,
              .logmode = life.mode->name,
              .typeterm = choose_typeterm(*lu_, config, *life.mode).typeterm,
              .device = life.terminal.device,
              .screen = life.screen,
              .alternate = life.screen.alternate != life.screen.primary,
              .kind = life.mode->pservic[0] == kLu1 ? RuKind::Scs : RuKind::Data3270,
              .page = life.page,
              .functions = life.terminal.functions,
              .client = life.terminal.client,
              .data = next.data,
              .partition = partition_,
              .notice = next.notice,
              .menu = nullptr};
  logon.identity = life.terminal.identity;
  logon.now = &life.moment;
  logon.key = {id_, life.turn};
  logon.from = next.from;
  logon.acquire = next.acquire;
  logon.asker = next.asker;
  logon.printer = printer();
  logon.host = next.application == nullptr ? nullptr : next.application->host;
  if (life.menu) {
    logon.menu = life.own_menu != nullptr ? life.own_menu.get() : &network().menu(partition_);
    logon.uss = server().uss.empty() ? nullptr : &server().uss;
    explain(next, logon);
    if (!life.news.empty() && shows_news(next, logon)) {
      logon.notice += (logon.notice.empty() ? "" : " ") + life.news;
    }
  }
  return logon;
}

// What a queued logon shows, and the partition's own words, have no place for them.
bool LuSession::shows_news(const Next& next, const Logon& logon) {
  return !next.queued && logon.message.empty();
}

// The partition's own words have a screen of their own; ours stand on the menu.
void LuSession::explain(const Next& next, Logon& logon) const {
  if (!next.uss) {
    return;
  }
  UssValues values = next.values;
  values.lu = logon.lu.text();
  values.logmode = logon.logmode.text();
  values.client = logon.client;
  values.date = date_text(life_->moment);
  values.time = time_text(life_->moment);
  const std::string page = logon.page->number();
  const tn3270::ScreenSize size = Frame::of(logon).size;
  std::vector<std::string> lines = uss_lines(server().uss, *next.uss, page, size, values);
  if (find_uss(server().uss, *next.uss, page, size) != nullptr) {
    logon.message = std::move(lines);
    return;
  }
  for (const std::string& line : lines) {
    logon.notice += (logon.notice.empty() ? "" : " ") + line;
  }
}

// A LU that has an application of its own sees this one; one whose group may not have all sees
// those that it may. Live ones are seen in any case.
void LuSession::make_menu() {
  const config::GroupSettings* group = group_of(server(), *lu_);
  const auto own = default_application();
  const bool one = own && *own != menu_application() && allows(group, *own);
  const bool some = group != nullptr && !(group->allow.empty() && group->deny.empty());
  life_->own_menu.reset();
  if (!one && !some && life_->shelf.empty()) {
    return;
  }
  const Menu& all = network().menu(partition_);
  auto menu = std::make_unique<Menu>(Menu{.title = all.title, .lines = {}});
  if (one) {
    menu->lines.push_back({*own, description(*own), lu_->at});
  } else {
    std::copy_if(all.lines.begin(), all.lines.end(), std::back_inserter(menu->lines),
                 [&](const config::MenuLine& line) { return allows(group, line.application); });
  }
  add_live(*menu);
  life_->own_menu = std::move(menu);
}

std::string LuSession::description(config::ApplId name) const {
  const Application* application = network().find(name);
  return application == nullptr ? "" : application->description;
}

// By the name that the menu has for it; those that it does not list come first.
void LuSession::add_live(Menu& menu) const {
  std::vector<config::MenuLine> first;
  for (const auto& live : life_->shelf) {
    const auto line =
        std::find_if(menu.lines.begin(), menu.lines.end(), [&](const config::MenuLine& one) {
          const Application* row = network().find(one.application);
          return row != nullptr && row->name == live->application;
        });
    const bool listed = line != menu.lines.end();
    menu.live.push_back({listed ? line->application : live->application, live->ending});
    if (!listed) {
      first.push_back({live->application, description(live->application), lu_->at});
    }
  }
  menu.lines.insert(menu.lines.begin(), first.begin(), first.end());
  menu.next_key = config::key_text(several().next_key);
}

}  // namespace vtam
