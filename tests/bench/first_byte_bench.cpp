// How long it takes from the end of a job until an idle printer has its first byte: the spooler,
// its commits, a delivery thread, the format and the connection. Beside it, in turn and in one run,
// what it can't do without: a connection and its first byte, and a write that a disk confirms.
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/folder.h"
#include "tests/bench/net.h"
#include "tn3270/server/printing/spooler.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr double kBudget = 50;  // ms
constexpr std::size_t kPage = 2'000;

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "first_byte_bench: %s\n", what.c_str());
  std::exit(2);
}

// A printer that notes when the first byte of each connection came.
class Printer {
 public:
  Printer() : listener_(listen_on_loopback(port_)) {
    ::fcntl(listener_, F_SETFL, 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~Printer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  Printer(const Printer&) = delete;
  Printer& operator=(const Printer&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

  // Of the next connection, once it is over.
  Clock::time_point first_byte() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!come_.wait_for(lock, std::chrono::seconds(20), [this] { return over_; })) {
      give_up("nothing was printed");
    }
    over_ = false;
    return first_;
  }

 private:
  void serve() {
    std::vector<char> buffer(std::size_t{64} << 10U);
    for (int one = ::accept(listener_, nullptr, nullptr); one >= 0;
         one = ::accept(listener_, nullptr, nullptr)) {
      const bool any = ::recv(one, buffer.data(), buffer.size(), 0) > 0;
      const Clock::time_point now = Clock::now();
      while (any && ::recv(one, buffer.data(), buffer.size(), 0) > 0) {
      }
      ::close(one);
      const std::lock_guard<std::mutex> lock(mutex_);
      first_ = now;
      over_ = true;
      come_.notify_all();
    }
  }

  std::uint16_t port_ = 0;
  int listener_;
  std::mutex mutex_;
  std::condition_variable come_;
  Clock::time_point first_{};
  bool over_ = false;
  std::thread thread_;
};

// An answer of the spooler's thread.
class Answer {
 public:
  void give() {
    const std::lock_guard<std::mutex> lock(mutex_);
    given_ = true;
    come_.notify_all();
  }
  void take() {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!come_.wait_for(lock, std::chrono::seconds(20), [this] { return given_; })) {
      give_up("the spooler does not answer");
    }
    given_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable come_;
  bool given_ = false;
};

// The spooler with one DIRECT printer.
class Spooling {
 public:
  Spooling(const std::string& path, std::uint16_t port) {
    config::DeliverySettings delivery;
    delivery.host = "127.0.0.1";
    delivery.port = port;
    config::LuSettings lu{.name = lu_, .type = config::LuType::Direct};
    lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
    auto config = std::make_shared<config::Config>();
    config->servers.emplace_back();
    config->servers.back().lus.push_back(lu);
    server::Spooler::Surroundings around;
    around.config = config;
    around.settings.path = path;
    around.log = &log_;
    around.post = [this](std::uint16_t, const server::Message&) { spooled_.give(); };
    spooler_ = std::make_unique<server::Spooler>(std::move(around));
    spooler_->start();
  }
  ~Spooling() { spooler_->end(); }
  Spooling(const Spooling&) = delete;
  Spooling& operator=(const Spooling&) = delete;

  // A page that is durable, and then its end of job: when that was said.
  Clock::time_point print() {
    spooler_->post(
        server::SpoolRu{{}, {lu_}, printers::PieceKind::Scs, tn3270::ByteBuffer(kPage, 0xC1)});
    spooled_.take();
    const Clock::time_point said = Clock::now();
    spooler_->post(server::SpoolEndOfJob{lu_});
    return said;
  }
  // Until nothing is being delivered.
  void wait_until_idle() {
    for (bool idle = false; !idle;) {
      spooler_->post(server::DeliveriesWanted{[&](const std::vector<server::DeliveryView>& views) {
        idle = views.empty();
        answered_.give();
      }});
      answered_.take();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

 private:
  const config::LuName lu_ = config::LuName::parse("PRT1").value();
  server::Log log_{server::Log::Target::Nowhere};
  Answer spooled_;
  Answer answered_;
  std::unique_ptr<server::Spooler> spooler_;
};

Clock::time_point send_directly(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const std::string page(kPage, 'A');
  const Clock::time_point begun = Clock::now();
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(made, static_cast<sockaddr*>(static_cast<void*>(&address)), sizeof address) != 0 ||
      ::send(made, page.data(), page.size(), 0) != static_cast<ssize_t>(page.size())) {
    give_up("connect");
  }
  ::close(made);
  return begun;
}

void write_durably(int file) {
  const std::string page(4'096, 'A');
  if (::write(file, page.data(), page.size()) != static_cast<ssize_t>(page.size()) ||
      ::fdatasync(file) != 0) {
    give_up("fdatasync");
  }
}

void say(const char* name, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::printf("  %-38s %8.2f %8.2f\n", name, values[values.size() / 2],
              values[values.size() * 99 / 100]);
}

int run(int jobs) {
  const Folder folder;
  Printer printer;
  Spooling spooling(folder.path() + "/spool.db", printer.port());
  const int file =
      ::open((folder.path() + "/bare").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  std::vector<double> spooled;
  std::vector<double> direct;
  std::vector<double> durable;
  for (int job = 0; job < jobs; ++job) {
    const Clock::time_point said = spooling.print();
    spooled.push_back(Milliseconds(printer.first_byte() - said).count());
    spooling.wait_until_idle();
    const Clock::time_point begun = send_directly(printer.port());
    direct.push_back(Milliseconds(printer.first_byte() - begun).count());
    const Clock::time_point writing = Clock::now();
    write_durably(file);
    durable.push_back(Milliseconds(Clock::now() - writing).count());
  }
  ::close(file);
  std::printf("\nfirst byte at an idle printer, %d jobs of one page, ms   median      p99\n", jobs);
  say("from the end of job", spooled);
  say("connect and send, without a spool", direct);
  say("write and fdatasync (twice in the first)", durable);
  std::printf("  (budget: < %.0f ms)\n", kBudget);
  return 0;
}

}  // namespace
}  // namespace bench

int main(int count, char** words) {
  constexpr int kFull = 500;
  constexpr int kSmall = 20;
  return bench::run(count > 1 && std::string(words[1]) == "small" ? kSmall : kFull);
}
