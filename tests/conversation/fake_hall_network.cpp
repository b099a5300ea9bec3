#include "tests/conversation/fake_hall.h"

#include "vtam/acb/socket_program.h"
#include "vtam/operator/parse.h"
#include "vtam/operator/vary.h"

// What operators and applications do: to the network, and to its sessions.
namespace conversation {

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

void FakeHall::change_acb(const vtam::AcbChange& change) {
  vtam::NetworkChange next;
  next.acbs.push_back(change);
  const auto network = std::make_shared<const vtam::Network>(*network_, next);
  directory_->with([&network](vtam::Directory& directory) { directory.vary(network, {}); });
  spread(network, nullptr);
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

bool FakeHall::host_says(const vtam::SessionKey& key, std::vector<vtam::HostHeard> heard) {
  server::Reply reply;
  const bool living = tables_[key.session.reactor]->host_says(key, heard, now_, reply);
  apply(key.session.reactor, key.session.slot, reply);
  settle();
  return living;
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

}  // namespace conversation
