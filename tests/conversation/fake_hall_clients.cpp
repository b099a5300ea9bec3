#include "tests/conversation/fake_hall.h"

#include <algorithm>
#include <stdexcept>

#include "tn3270/datastream/address.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/screen_model.h"

// What clients do on the wire, and what reaches them.
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

void FakeHall::forget_closed() {
  std::erase_if(clients_, [](const auto& client) { return !client->open; });
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

Client* FakeHall::client_of(std::uint16_t reactor, std::uint32_t slot) {
  for (const auto& client : clients_) {
    if (client->open && !client->moving && client->reactor == reactor && client->slot == slot) {
      return client.get();
    }
  }
  return nullptr;
}

}  // namespace conversation
