#include "tests/unit/server/threads/threaded_hall.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "config/reader.h"
#include "tests/programs/hang_program.h"
#include "vtam/programs/builtin.h"

namespace server {
namespace {

constexpr std::chrono::seconds kPatience(10);

template <class Value>
Value wait_for(std::future<Value> answer) {
  if (answer.wait_for(kPatience) != std::future_status::ready) {
    throw std::runtime_error("a reactor does not answer");
  }
  return answer.get();
}

}  // namespace

ThreadedHall::ThreadedHall(const std::string& json, std::uint16_t reactors) {
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
  directory_ = std::make_unique<Guarded<vtam::Directory>>(network_);
  entrance_.listener = network_->config().servers.at(0).listeners.data();
  for (std::uint16_t index = 0; index < reactors; ++index) {
    SessionTable::Surroundings around;
    around.reactor = index;
    around.network = network_;
    around.directory = directory_.get();
    around.log = &log_;
    around.post = [this](std::uint16_t reactor, Message message) {
      reactors_.at(reactor)->post(std::move(message));
    };
    around.clock = system_wall_clock();
    reactors_.push_back(std::make_unique<Reactor>(std::move(around)));
  }
  for (const auto& reactor : reactors_) {
    reactor->start();
  }
}

ThreadedHall::~ThreadedHall() {
  stop();
}

void ThreadedHall::stop() {
  if (std::exchange(stopped_, true)) {
    return;
  }
  for (const auto& reactor : reactors_) {
    reactor->post(Stop{});
  }
  for (const auto& reactor : reactors_) {
    reactor->join();
  }
}

int ThreadedHall::connect(std::uint16_t reactor) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  Adopt adopt;
  adopt.descriptor = ends[0];
  adopt.peer.address = {127, 0, 0, 1};
  adopt.entrance = &entrance_;
  reactors_.at(reactor)->count_arrival();
  reactors_.at(reactor)->post(std::move(adopt));
  return ends[1];
}

std::vector<LuView> ThreadedHall::views(std::uint16_t reactor) {
  auto promise = std::make_shared<std::promise<std::vector<LuView>>>();
  std::future<std::vector<LuView>> answer = promise->get_future();
  reactors_.at(reactor)->post(ViewsWanted{
      std::nullopt, [promise](std::vector<LuView> rows) { promise->set_value(std::move(rows)); }});
  return wait_for(std::move(answer));
}

CommandAnswer ThreadedHall::operate(OperatorVerb verb, const std::string& lu) {
  const auto name = config::LuName::parse(lu).value();
  const auto entry =
      directory_->with([&](const vtam::Directory& directory) { return directory.find(name); });
  if (!entry || !entry->holder) {
    return CommandRefused{false, "NO-HOLDER", ""};
  }
  auto promise = std::make_shared<std::promise<CommandAnswer>>();
  std::future<CommandAnswer> answer = promise->get_future();
  reactors_.at(entry->holder->reactor)
      ->post(Operate{verb, *entry->holder, name,
                     [promise](CommandAnswer result) { promise->set_value(std::move(result)); }});
  return wait_for(std::move(answer));
}

std::size_t ThreadedHall::held() {
  return directory_->with([](const vtam::Directory& directory) {
    std::size_t count = 0;
    for (const vtam::LuEntry& entry : directory.entries()) {
      count += entry.holder ? 1 : 0;
    }
    return count;
  });
}

SocketTerminal::SocketTerminal(int descriptor, doubles::ScriptedTerminal::Manners manners)
    : descriptor_(descriptor), terminal_(std::move(manners)) {}

SocketTerminal::~SocketTerminal() {
  close(descriptor_);
}

SocketTerminal::Outcome SocketTerminal::talk_until(
    const std::function<bool(const doubles::ScriptedTerminal&)>& done) {
  const auto end = steady_now() + kPatience;
  std::array<std::uint8_t, 4096> piece{};
  while (!done(terminal_)) {
    const tn3270::ByteBuffer output = terminal_.take_output();
    if (!output.empty() && ::send(descriptor_, output.data(), output.size(), MSG_NOSIGNAL) < 0) {
      return Outcome::Closed;
    }
    pollfd wanted{descriptor_, POLLIN, 0};
    if (steady_now() > end || poll(&wanted, 1, 100) < 0) {
      return Outcome::TimedOut;
    }
    if (wanted.revents != 0) {
      const auto got = recv(descriptor_, piece.data(), piece.size(), 0);
      if (got <= 0) {
        return Outcome::Closed;
      }
      terminal_.feed(tn3270::Bytes(piece.data(), static_cast<std::size_t>(got)));
    }
  }
  return Outcome::Done;
}

SocketTerminal::Outcome SocketTerminal::talk_until_ready() {
  return talk_until([](const doubles::ScriptedTerminal& terminal) {
    return terminal.ready() && !terminal.records().empty();
  });
}

}  // namespace server
