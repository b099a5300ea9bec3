#include "tests/conversation/fake_hall.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "config/reader.h"
#include "tests/programs/hang_program.h"
#include "tn3270/datastream/address.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/server/reactor/moving_client.h"
#include "vtam/acb/socket_program.h"
#include "vtam/operator/parse.h"
#include "vtam/operator/vary.h"
#include "vtam/programs/builtin.h"

namespace conversation {

std::string Client::screen() const {
  tn3270::ScreenModel model({tn3270::kModel2, tn3270::kModel2});
  for (const auto& record : terminal.records()) {
    if (record.type == 0) {
      if (const auto fault = model.apply(record.data)) {
        throw std::runtime_error(tn3270::text(*fault));
      }
    }
  }
  std::string text;
  for (const std::string& row : model.text(*tn3270::cp037())) {
    text += row + "\n";
  }
  return text;
}

FakeHall::FakeHall(const std::string& json, std::uint16_t reactors,
                   ClientPrinters client_printers) {
  vtam::add_builtin(catalog_);
  programs::add_hang(catalog_);
  config::LoadOptions options;
  options.files = [json](const std::filesystem::path& path) -> std::optional<std::string> {
    return path == "test.json" ? std::optional(json) : std::nullopt;
  };
  const config::Loaded loaded = config::load({"test.json"}, options);
  if (loaded.problems.has_errors()) {
    throw std::runtime_error(config::format(loaded.problems.all().front(), loaded.config->files));
  }
  network_ = std::make_shared<const vtam::Network>(loaded.config, catalog_);
  directory_ = std::make_unique<server::Guarded<vtam::Directory>>(network_);
  for (std::uint16_t partition = 0; const auto& one : network_->config().servers) {
    entrances_.push_back({partition++, one.listeners.data()});
  }
  secure_ = network_->config().servers.front().listeners.front();
  secure_.tls = config::ListenerTls::Immediate;
  printers_ = std::make_unique<server::PrinterBoard>(server::PrinterBoard::Surroundings{
      loaded.config, directory_.get(),
      [this](std::uint16_t reactor, server::Message message) {
        messages_.emplace_back(reactor, std::move(message));
      },
      [this](const server::QueuesWanted& wanted) { wanted.answer(spool_.queues()); },
      [this] { return now_; }});
  for (std::uint16_t index = 0; index < reactors; ++index) {
    server::SessionTable::Surroundings around;
    around.reactor = index;
    around.network = network_;
    around.directory = directory_.get();
    around.log = &log_;
    around.acb_sink = heard_;
    around.want_printers = [this](vtam::SessionId reader) { printers_->want(reader); };
    around.post = [this](std::uint16_t reactor, server::Message message) {
      messages_.emplace_back(reactor, std::move(message));
    };
    around.outputs = server::outputs_of(network_->config(), index, reactors);
    around.spool = [this](server::SpoolMessage message) { spool_.take(std::move(message)); };
    around.client_jobs = client_printers == ClientPrinters::Spooled;
    around.clock = [](config::Instant /*now*/, config::Instant /*then*/) {
      return std::string("2026-01-01T00:00:00Z");
    };
    tables_.push_back(std::make_unique<server::SessionTable>(std::move(around)));
  }
  for (std::uint16_t index = 0; index < reactors; ++index) {
    open_outputs(index);
  }
  settle();
}

void FakeHall::open_outputs(std::uint16_t reactor) {
  std::size_t index = 0;
  server::Reply nowhere;
  while (tables_[reactor]->open_output(now_, index, nowhere)) {
    nowhere.clear();
  }
}

Client& FakeHall::connect(doubles::ScriptedTerminal::Manners manners, std::uint16_t partition,
                          const std::string& from) {
  Client& client = arrive(std::move(manners), from, entrances_.at(partition));
  settle();
  return client;
}

Client& FakeHall::connect_secured(const std::string& certificate,
                                  doubles::ScriptedTerminal::Manners manners,
                                  const std::string& from) {
  Client& client = arrive(std::move(manners), from, secure_entrance_);
  server::SessionTable::Secured how{"TLSv1.3"};
  if (!certificate.empty()) {
    how.certificate.emplace();
    how.certificate->subject = certificate;
    how.certificate->verified = true;
  }
  server::Reply reply;
  tables_[client.reactor]->secured(client.slot, std::move(how), now_, reply);
  apply(client.reactor, client.slot, reply);
  settle();
  return client;
}

Client& FakeHall::arrive(doubles::ScriptedTerminal::Manners manners, const std::string& from,
                         const server::Entrance& entrance) {
  const auto reactor = static_cast<std::uint16_t>(clients_.size() % tables_.size());
  clients_.push_back(std::make_unique<Client>(
      Client{doubles::ScriptedTerminal(std::move(manners)), reactor, 0, true}));
  Client& client = *clients_.back();
  server::Peer peer =
      server::Peer::at(vtam::ClientAddress::of(config::parse_address(from).value()));
  peer.port = static_cast<std::uint16_t>(40'000 + clients_.size());
  server::Reply reply;
  client.slot = tables_[reactor]->open(peer, entrance, now_, reply);
  apply(reactor, client.slot, reply);
  return client;
}

void FakeHall::hang_up(Client& client) {
  client.open = false;
  tables_[client.reactor]->lost(client.slot, "CLNTDISC", "the test hangs up", now_);
  settle();
}

void FakeHall::receive(Client& client, const tn3270::ByteBuffer& bytes) {
  server::Reply reply;
  tables_[client.reactor]->receive(client.slot, bytes, now_, reply);
  apply(client.reactor, client.slot, reply);
  settle();
}

void FakeHall::hear(Client& client) {
  const tn3270::ByteBuffer bytes = client.terminal.take_output();
  server::Reply reply;
  tables_[client.reactor]->receive(client.slot, bytes, now_, reply);
  apply(client.reactor, client.slot, reply);
}

void FakeHall::forget_closed() {
  std::erase_if(clients_, [](const auto& client) { return !client->open; });
}

void FakeHall::stop() {
  const auto reactors = static_cast<std::uint16_t>(tables_.size());
  for (std::uint16_t reactor = 0; reactor < reactors; ++reactor) {
    std::uint32_t slot = 0;
    server::Reply reply;
    while (tables_[reactor]->stop_one(now_, slot, reply)) {
      apply(reactor, slot, reply);
      reply.clear();
    }
  }
  settle();
}

void FakeHall::settle() {
  bool busy = true;
  while (busy) {
    busy = false;
    for (const auto& client : clients_) {
      if (client->moving) {
        continue;
      }
      const tn3270::ByteBuffer bytes = client->terminal.take_output();
      if (client->open && !bytes.empty()) {
        server::Reply reply;
        tables_[client->reactor]->receive(client->slot, bytes, now_, reply);
        apply(client->reactor, client->slot, reply);
        busy = true;
      }
    }
    if (!messages_.empty()) {
      auto [reactor, message] = std::move(messages_.front());
      messages_.pop_front();
      dispatch(reactor, message);
      busy = true;
    }
  }
}

void FakeHall::pass(config::Ticks time) {
  now_ += time;
  const auto reactors = static_cast<std::uint16_t>(tables_.size());
  for (std::uint16_t reactor = 0; reactor < reactors; ++reactor) {
    while (const auto deadline = tables_[reactor]->take_due(now_)) {
      server::Reply reply;
      tables_[reactor]->expire(*deadline, now_, reply);
      apply(reactor, deadline->slot, reply);
    }
  }
  settle();
}

void FakeHall::apply(std::uint16_t reactor, std::uint32_t slot, server::Reply& reply) {
  Client* client = client_of(reactor, slot);
  if (client == nullptr) {
    return;
  }
  if (reply.hand_over) {
    client->moving = true;
    tables_[reactor]->pass_on(std::move(*reply.hand_over));
    return;
  }
  tables_[reactor]->count_out(slot, reply.out, now_);
  if (!reply.out.empty()) {
    client->last = reply.out;
  }
  client->unread.insert(client->unread.end(), reply.out.begin(), reply.out.end());
  client->open = client->open && !reply.close;
  if (client->reads) {
    read(*client);
  }
}

void FakeHall::hand_over(server::HandOver& over) {
  server::Reply reply;
  const auto moved = std::find_if(clients_.begin(), clients_.end(), [&](const auto& client) {
    return client->moving && client->reactor == over.asker.reactor &&
           client->slot == over.asker.slot;
  });
  Client& client = **moved;
  client.moving = false;
  client.reactor = over.holder.reactor;
  client.slot = tables_[client.reactor]->take_over(over, now_, reply);
  apply(client.reactor, client.slot, reply);
}

void FakeHall::read(Client& client) {
  client.reads = true;
  client.terminal.feed(std::exchange(client.unread, {}));
  if (client.open) {
    give_room(client);
  }
}

void FakeHall::give_room(Client& client) {
  if (tables_[client.reactor]->wants_room(client.slot)) {
    server::Reply reply;
    tables_[client.reactor]->room(client.slot, now_, reply);
    apply(client.reactor, client.slot, reply);
  }
}

Client* FakeHall::client_of(std::uint16_t reactor, std::uint32_t slot) {
  for (const auto& client : clients_) {
    if (client->open && !client->moving && client->reactor == reactor && client->slot == slot) {
      return client.get();
    }
  }
  return nullptr;
}

void FakeHall::dispatch(std::uint16_t reactor, server::Message& message) {
  server::Reply reply;
  if (const auto* probe = std::get_if<server::Probe>(&message)) {
    tables_[reactor]->probe(*probe, now_, reply);
    apply(reactor, probe->holder.slot, reply);
  } else if (const auto* answer = std::get_if<server::ProbeAnswer>(&message)) {
    tables_[reactor]->probe_answer(*answer, now_, reply);
    apply(reactor, answer->asker.slot, reply);
  } else if (auto* over = std::get_if<server::HandOver>(&message)) {
    hand_over(*over);
  } else if (const auto* drop = std::get_if<server::DropPartner>(&message)) {
    tables_[reactor]->drop_partner(*drop, now_, reply);
    apply(reactor, drop->printer.slot, reply);
  } else if (auto* says = std::get_if<server::ApplicationSays>(&message)) {
    const std::uint32_t slot = says->key.session.slot;
    tables_[reactor]->says(*says, now_, reply);
    apply(reactor, slot, reply);
  } else if (const auto* wanted = std::get_if<server::AcquireWanted>(&message)) {
    tables_[reactor]->acquire(*wanted, now_, reply);
    apply(reactor, wanted->holder.slot, reply);
  } else if (const auto* unwanted = std::get_if<server::AcquireUnwanted>(&message)) {
    tables_[reactor]->cancel_acquire(*unwanted);
  } else if (const auto* answered = std::get_if<server::AcquireAnswered>(&message)) {
    const std::uint32_t slot = answered->asker.session.slot;
    tables_[reactor]->acquire_answered(*answered, now_, reply);
    apply(reactor, slot, reply);
  } else if (const auto* views = std::get_if<server::ViewsWanted>(&message)) {
    views->answer(tables_[reactor]->views(views->only, now_, views->of));
  } else if (std::holds_alternative<server::OpenOutputs>(message)) {
    open_outputs(reactor);
  } else if (const auto* spooled = std::get_if<server::RuSpooled>(&message)) {
    tables_[reactor]->spooled(*spooled, now_, reply);
    apply(reactor, spooled->session.slot, reply);
  } else if (auto* job = std::get_if<server::PrintJob>(&message)) {
    const std::uint32_t slot = job->session.slot;
    tables_[reactor]->print(*job, now_, reply);
    apply(reactor, slot, reply);
  } else if (auto* pieces = std::get_if<server::JobPieces>(&message)) {
    const std::uint32_t slot = pieces->session.slot;
    tables_[reactor]->print(*pieces, now_, reply);
    apply(reactor, slot, reply);
  } else if (const auto* stop = std::get_if<server::StopPrinting>(&message)) {
    tables_[reactor]->stop_printing(*stop, now_, reply);
    apply(reactor, stop->session.slot, reply);
  } else if (const auto* printers = std::get_if<server::PrintersKnown>(&message)) {
    tables_[reactor]->printers(*printers, now_, reply);
    apply(reactor, printers->session.slot, reply);
  }
}

void FakeHall::key(Client& client, std::uint8_t aid, std::uint16_t cursor,
                   const std::string& text) {
  tn3270::ByteBuffer record{aid};
  tn3270::append_address(cursor, tn3270::kModel2, record);
  const tn3270::ByteBuffer ebcdic = tn3270::CodePage::open("037")->encode(text);
  record.insert(record.end(), ebcdic.begin(), ebcdic.end());
  client.terminal.forget_records();
  client.terminal.send(record);
  settle();
}

server::CommandAnswer FakeHall::kill(const std::string& lu) {
  return operate(server::OperatorVerb::Kill, lu);
}

server::CommandAnswer FakeHall::react(const std::string& lu) {
  return operate(server::OperatorVerb::React, lu);
}

server::CommandAnswer FakeHall::operate(server::OperatorVerb verb, const std::string& lu) {
  const vtam::LuEntry found = entry(lu);
  server::CommandAnswer result = server::CommandRefused{false, "NO-HOLDER", ""};
  if (found.holder) {
    const server::Operate operate{
        verb, *found.holder, found.settings->name,
        [&result](server::CommandAnswer answer) { result = std::move(answer); }};
    server::Reply reply;
    tables_[found.holder->reactor]->operate(operate, now_, reply);
    apply(found.holder->reactor, found.holder->slot, reply);
    settle();
  }
  return result;
}

std::vector<vtam::OperatorMessage> FakeHall::vary(const std::string& command) {
  const auto parsed = std::get<vtam::OperatorCommand>(vtam::parse_operator_command(command));
  vtam::OperatorView known{network_};
  for (const vtam::LuEntry& one :
       directory_->with([](vtam::Directory& directory) { return directory.entries(); })) {
    vtam::LuLine line{one.settings->name, one.state};
    line.session = config::ApplId::parse(view(one.settings->name.text()).application);
    known.lus.push_back(line);
  }
  const auto* vary = std::get_if<vtam::Vary>(&parsed);
  const vtam::VaryPlan plan = vary != nullptr ? vtam::plan(*vary, known, nullptr)
                                              : vtam::plan(std::get<vtam::VaryTerm>(parsed), known);
  if (plan.next != nullptr) {
    network_ = plan.next;
    directory_->with([&plan](vtam::Directory& directory) { directory.vary(plan.next, plan.lus); });
  }
  spread(network_, std::make_shared<const vtam::Breaking>(plan.breaking));
  settle();
  return plan.reply.messages;
}

void FakeHall::spread(vtam::NetworkPtr network, std::shared_ptr<const vtam::Breaking> breaking) {
  network_ = std::move(network);
  const server::NetworkChanged changed{network_, std::move(breaking)};
  for (std::uint16_t reactor = 0; const auto& table : tables_) {
    table->adopt(network_);
    server::Reply reply;
    for (std::uint32_t slot = 0; table->vary_next(changed, now_, slot, reply); ++slot) {
      apply(reactor, slot, reply);
      reply.clear();
    }
    open_outputs(reactor);
    ++reactor;
  }
}

void FakeHall::change_acb(const vtam::AcbChange& change) {
  vtam::NetworkChange next;
  next.acbs.push_back(change);
  const auto network = std::make_shared<const vtam::Network>(*network_, next);
  directory_->with([&network](vtam::Directory& directory) { directory.vary(network, {}); });
  spread(network, nullptr);
}

vtam::AcbId FakeHall::open_acb(const std::string& application, vtam::AcbMode mode) {
  acbs_.push_back(config::ApplId::parse(application).value());
  const vtam::AcbId acb = acbs_.size();
  change_acb(
      {acbs_.back(), acb,
       std::make_shared<const vtam::ProgramFactory>(vtam::socket_application(acb, mode, heard_))});
  settle();
  return acb;
}

void FakeHall::close_acb(vtam::AcbId acb, vtam::AcbEnd how) {
  change_acb({acbs_.at(acb - 1), acb, nullptr});
  for (std::uint16_t reactor = 0; const auto& table : tables_) {
    server::Reply reply;
    for (std::uint32_t slot = 0; table->close_next({acb, how}, now_, slot, reply); ++slot) {
      apply(reactor, slot, reply);
      reply.clear();
    }
    ++reactor;
  }
  settle();
}

std::vector<vtam::AcbEvent> FakeHall::heard(vtam::AcbId acb) {
  std::vector<vtam::AcbEvent> its;
  std::vector<vtam::AcbEvent> others;
  for (vtam::AcbEvent& event : heard_->events) {
    (event.acb == acb ? its : others).push_back(std::move(event));
  }
  heard_->events = std::move(others);
  return its;
}

void FakeHall::say(const vtam::SessionKey& key, vtam::Said said) {
  messages_.emplace_back(key.session.reactor, server::ApplicationSays{key, std::move(said)});
  settle();
}

vtam::AcquireId FakeHall::acquire(const std::string& lu, vtam::AcbId acb) {
  const vtam::AcquireId number = ++acquires_;
  const vtam::LuEntry found = entry(lu);
  if (!found.holder) {
    heard_->put(vtam::AcquireNews{number, vtam::AcquireNews::What::NoClient});
    return number;
  }
  messages_.emplace_back(
      found.holder->reactor,
      server::AcquireWanted{*found.holder, found.settings->name, {number, acbs_.at(acb - 1)}});
  settle();
  return number;
}

void FakeHall::cancel_acquire(const std::string& lu, vtam::AcquireId acquire) {
  if (const auto holder = entry(lu).holder) {
    messages_.emplace_back(holder->reactor, server::AcquireUnwanted{*holder, acquire});
    settle();
  }
}

vtam::LuEntry FakeHall::entry(const std::string& lu) {
  const auto found = directory_->with(
      [&](vtam::Directory& directory) { return directory.find(*config::LuName::parse(lu)); });
  if (!found) {
    throw std::runtime_error(lu + " is not defined");
  }
  return *found;
}

server::LuView FakeHall::view(const std::string& lu) {
  const vtam::LuEntry found = entry(lu);
  if (found.holder) {
    auto views = tables_[found.holder->reactor]->views(found.holder, now_);
    if (!views.empty()) {
      return views.front();
    }
  }
  server::LuView idle{found.settings->name};
  idle.state = vtam::text(found.state);
  return idle;
}

std::string FakeHall::state(const std::string& lu) {
  return view(lu).state;
}

}  // namespace conversation
