#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/time.h"
#include "tests/conversation/fake_spool.h"
#include "tests/doubles/scripted_terminal.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/log.h"
#include "tn3270/server/printer_board.h"
#include "tn3270/server/reactor/session_table.h"
#include "vtam/acb/heard.h"
#include "vtam/acb/said.h"
#include "vtam/directory.h"
#include "vtam/network.h"
#include "vtam/operator/command.h"
#include "vtam/program.h"

namespace conversation {

// One client of the fake hall; `open` until the server closes the connection.
struct Client {
  doubles::ScriptedTerminal terminal;
  std::uint16_t reactor = 0;
  std::uint32_t slot = 0;
  bool open = true;
  tn3270::ByteBuffer last{};    // what the server sent at last, as on the wire
  bool reads = true;            // false: what it is sent waits in `unread`
  tn3270::ByteBuffer unread{};  // as in a reactor's buffer
  bool moving = false;          // on its way to another slot

  // What the terminal shows after all records so far.
  [[nodiscard]] std::string screen() const;
};

// What sessions have told the applications at the socket.
class HeardEvents final : public vtam::AcbSink {
 public:
  void put(vtam::AcbEvent event) override { events.push_back(std::move(event)); }
  void put(vtam::AcquireNews told) override { news.push_back(std::move(told)); }

  std::vector<vtam::AcbEvent> events;
  std::vector<vtam::AcquireNews> news;
};

// The daemon without its rim: real session tables, directory and programs on a fake wire and clock.
// "hang" is one of the program types. Everything runs in the test's thread, so each conversation is
// the same every time.
class FakeHall {
 public:
  enum class ClientPrinters { Direct, Spooled };
  // The JSON as for the daemon; listeners' addresses do not matter here.
  explicit FakeHall(const std::string& json, std::uint16_t reactors = 2,
                    ClientPrinters client_printers = ClientPrinters::Direct);

  void stop();  // SIGTERM
  // Carries bytes and messages both ways until all is quiet.
  void settle();
  void pass(config::Ticks time);

  [[nodiscard]] FakeSpool& spool() { return spool_; }
  [[nodiscard]] vtam::LuEntry entry(const std::string& lu);
  [[nodiscard]] std::string state(const std::string& lu);  // as the API shows it
  [[nodiscard]] server::SessionTable& table(std::uint16_t reactor) { return *tables_[reactor]; }
  [[nodiscard]] server::LuView view(const std::string& lu);

  // fake_hall_clients.cpp
  // Connects and goes on until nobody has anything to say.
  Client& connect(doubles::ScriptedTerminal::Manners manners = {}, std::uint16_t partition = 0,
                  const std::string& from = "127.0.0.1");
  // With TLS; `certificate`: the subject of the one that it shows, empty: none.
  Client& connect_secured(const std::string& certificate,
                          doubles::ScriptedTerminal::Manners manners = {},
                          const std::string& from = "127.0.0.1");
  // The client breaks the connection.
  void hang_up(Client& client);
  // Bytes of the test's own, as if the client had sent them.
  void receive(Client& client, const tn3270::ByteBuffer& bytes);
  // What the client has to say, and nothing else goes on before the next call.
  void hear(Client& client);
  // Types text at `cursor` and presses a key; Enter is 7D.
  void key(Client& client, std::uint8_t aid, std::uint16_t cursor, const std::string& text = "");
  void enter(Client& client, const std::string& text) { key(client, 0x7D, 0, text); }
  // A client that has stopped reading takes what waits for it.
  void read(Client& client);
  void forget_closed();  // references to closed clients end here

  // fake_hall_network.cpp
  server::CommandAnswer kill(const std::string& lu);
  server::CommandAnswer react(const std::string& lu);
  // V NET as the hall carries it out; what the console shows.
  std::vector<vtam::OperatorMessage> vary(const std::string& command);
  // An application at the socket: it opens and closes its ACB, and says something to a session.
  vtam::AcbId open_acb(const std::string& application, vtam::AcbMode mode = vtam::AcbMode::Screen);
  void close_acb(vtam::AcbId acb, vtam::AcbEnd how);
  void say(const vtam::SessionKey& key, vtam::Said said);
  // The line of a host application brings something. False: its session is over.
  bool host_says(const vtam::SessionKey& key, std::vector<vtam::HostHeard> heard);
  // What its sessions have told it since it last asked.
  std::vector<vtam::AcbEvent> heard(vtam::AcbId acb);
  // It acquires a LU, and what it hears of that but the session. Number 1 is the first.
  vtam::AcquireId acquire(const std::string& lu, vtam::AcbId acb);
  void cancel_acquire(const std::string& lu, vtam::AcquireId acquire);
  std::vector<vtam::AcquireNews> acquire_news() { return std::exchange(heard_->news, {}); }

 private:
  void open_outputs(std::uint16_t reactor);
  void dispatch(std::uint16_t reactor, server::Message& message);

  // fake_hall_clients.cpp
  Client& arrive(doubles::ScriptedTerminal::Manners manners, const std::string& from,
                 const server::Entrance& entrance);
  void apply(std::uint16_t reactor, std::uint32_t slot, server::Reply& reply);
  void give_room(Client& client);
  void hand_over(server::HandOver& over);
  [[nodiscard]] Client* client_of(std::uint16_t reactor, std::uint32_t slot);

  // fake_hall_network.cpp
  server::CommandAnswer operate(server::OperatorVerb verb, const std::string& lu);
  // All reactors have the network from here on.
  void spread(vtam::NetworkPtr network, std::shared_ptr<const vtam::Breaking> breaking);
  void change_acb(const vtam::AcbChange& change);

  vtam::ProgramCatalog catalog_;
  vtam::NetworkPtr network_;
  std::unique_ptr<server::Guarded<vtam::Directory>> directory_;
  server::Log log_{server::Log::Target::Nowhere};
  FakeSpool spool_{[this](std::uint16_t reactor, server::Message message) {
    messages_.emplace_back(reactor, std::move(message));
  }};
  std::vector<std::unique_ptr<server::SessionTable>> tables_;
  std::deque<std::pair<std::uint16_t, server::Message>> messages_;
  std::vector<server::Entrance> entrances_;  // one for each partition
  config::ListenerSettings secure_;
  server::Entrance secure_entrance_{0, &secure_};
  std::vector<std::unique_ptr<Client>> clients_;
  std::shared_ptr<HeardEvents> heard_ = std::make_shared<HeardEvents>();
  std::vector<config::ApplId> acbs_;  // opened ones; AcbId 1 is the first
  vtam::AcquireId acquires_ = 0;
  std::unique_ptr<server::PrinterBoard> printers_;
  config::Instant now_{config::Ticks(1'000'000)};
};

}  // namespace conversation
