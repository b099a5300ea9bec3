#include "tests/conversation/fake_hall.h"

#include <filesystem>
#include <stdexcept>

#include "config/reader.h"
#include "tests/programs/hang_program.h"
#include "vtam/programs/builtin.h"

namespace conversation {

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
