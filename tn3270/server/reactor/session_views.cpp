// Sessions as operators see them.

#include <sstream>

#include "tn3270/server/reactor/session_table.h"
#include "tn3270/server/reactor/session_words.h"

namespace server {
namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string word; in >> word;) {
    all.push_back(word);
  }
  return all;
}

}  // namespace

std::vector<LuView> SessionTable::views(std::optional<vtam::SessionId> only, config::Instant now,
                                        ViewsOf of) const {
  std::vector<LuView> views;
  for (std::uint32_t index = 0; index < slots_.size(); ++index) {
    const Slot& slot = slots_[index];
    if (!slot.used || !slot.session || (only && *only != id(index))) {
      continue;
    }
    if (of == ViewsOf::Everybody || config::is_printer(slot.session->settings().type)) {
      views.push_back(view(index, now));
    }
  }
  return views;
}

std::optional<HostSeatView> SessionTable::host_seat(const vtam::SessionKey& key) const {
  const auto seat = hosts_ == nullptr ? std::nullopt : hosts_->seat(key);
  if (!seat) {
    return std::nullopt;
  }
  return HostSeatView{seat->address->host, seat->address->port,
                      seat->address->tls != config::HostTls::None,
                      seat->lu ? seat->lu->text() : std::string()};
}

LuView SessionTable::view(std::uint32_t index, config::Instant now) const {
  const Slot& slot = slots_[index];
  const vtam::LuSession& session = *slot.session;
  LuView view{session.lu()};
  view.state = vtam::text(session.state());
  if (const auto application = session.application()) {
    view.application = application->text();
  }
  if (const auto logmode = session.logmode()) {
    view.logmode = logmode->text();
    view.logmode_rule = session.logmode_rule();
    view.screen = screen_text(session.screen());
  }
  if (const auto* queued = session.queued_for()) {
    view.queued = queued->application.text();
  }
  for (const auto& one : session.suspended()) {
    view.suspended.push_back(
        {one.application.text(), one.logmode.text(), one.ending, host_seat({id(index), one.turn})});
  }
  if (const auto* acquirer = session.acquirer()) {
    view.acquirer = acquirer->application.text();
  }
  view.code_page = session.code_page();
  view.typeterm = session.typeterm();
  view.typeterm_rule = session.typeterm_rule();
  view.device = slot.device.name();
  if (slot.link) {
    const bool classic = slot.link->kind() == tn3270::LinkKind::Classic;
    view.connection = classic ? "tn3270" : "tn3270e";
    if (!classic) {
      view.functions = words(functions_text(slot.link->kind(), slot.link->functions()));
    }
    view.client = ClientView{slot.peer.address_text(), slot.peer.port, !slot.tls.empty()};
    if (slot.identity) {
      view.client->certificate = slot.identity->certificate;
      view.client->verified = slot.identity->verified;
      view.client->user = slot.identity->user;
    }
  }
  view.host = host_seat({id(index), session.turn()});
  if (slot.without_client()) {
    view.connection = "output";
  }
  view.since = around_.clock(now, slot.opened);
  view.last_activity = around_.clock(now, slot.last_activity);
  if (slot.kept()) {
    view.kept_until = around_.clock(now, slot.lost->until);
  }
  view.bytes_in = slot.bytes_in;
  view.bytes_out = slot.bytes_out;
  view.rule = slot.rule;
  return view;
}

}  // namespace server
