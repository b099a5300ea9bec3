#include "printers/delivery/command_delivery.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <string>

#include "printers/delivery/child.h"
#include "printers/delivery/last_line.h"
#include "printers/delivery/name_pattern.h"
#include "printers/delivery/waiting.h"

namespace printers {
namespace {

using What = DeliveryResult::What;

// As much as a pipe keeps.
constexpr std::size_t kChunk = 64U << 10U;
// Of a shell, and of env, nice …: the program can't be run, or is not there.
constexpr int kCannotRun = 126;
constexpr int kNotFound = 127;

Environment environment_of(const Parcel& parcel) {
  const JobFacts& facts = parcel.facts;
  return {{"TN3270D_LU", std::string(facts.printer.view())},
          {"TN3270D_JOB", std::to_string(parcel.job)},
          {"TN3270D_NAME", title_of(parcel)},
          {"TN3270D_APPLICATION",
           facts.application ? std::string(facts.application->view()) : std::string()},
          {"TN3270D_SUBMITTER", facts.submitter},
          {"TN3270D_SEQUENCE", std::to_string(parcel.sequence)},
          {"TN3270D_BYTES", std::to_string(parcel.size)}};
}

// Not for a lack of memory, processes or descriptors.
bool for_good(int error) {
  return error != ENOMEM && error != EAGAIN && error != EMFILE && error != ENFILE;
}

// One job and its program.
class CommandJob {
 public:
  CommandJob(const config::DeliverySettings& settings, const Parcel& parcel, const Stop& stop,
             Progress& progress)
      : settings_(settings),
        parcel_(parcel),
        stop_(stop),
        progress_(progress),
        child_(settings.command, environment_of(parcel)) {}

  DeliveryResult run() {
    if (child_.error() != 0) {
      return {for_good(child_.error()) ? What::Failed : What::Retry,
              "cannot run " + program() + ": " + words_for_error(child_.error())};
    }
    Clock::time_point until = Clock::now() + settings_.answer;
    while (!child_.status()) {
      if (stop_.wanted()) {
        return broken_off(What::Stopped, "was stopped");
      }
      if (Clock::now() >= until) {
        return broken_off(What::Retry, "did nothing for " + words_for(settings_.answer));
      }
      wait(until);
      listen();
      if (const std::optional<bool> progressed = feed(); !progressed) {
        return broken_off(What::Retry, "was not given all: the formatted job could not be read");
      } else if (*progressed) {
        until = Clock::now() + settings_.answer;
      }
    }
    listen();
    return verdict(*child_.status());
  }

 private:
  [[nodiscard]] std::string program() const {
    return settings_.command.empty() ? "nothing" : settings_.command.front();
  }

  void wait(Clock::time_point until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    std::array<pollfd, 5> all{pollfd{child_.ended().number(), POLLIN, 0},
                              pollfd{stop_.descriptor, POLLIN, 0},
                              pollfd{child_.input().number(), POLLOUT, 0},
                              pollfd{output_open_ ? child_.output().number() : -1, POLLIN, 0},
                              pollfd{errors_open_ ? child_.errors().number() : -1, POLLIN, 0}};
    ::poll(all.data(), all.size(), static_cast<int>(std::clamp<long>(left, 0, 60'000)));
  }

  // What it says is read, or it would wait for us for ever.
  void listen() {
    output_open_ = output_open_ && hear(child_.output(), said_);
    errors_open_ = errors_open_ && hear(child_.errors(), complained_);
  }

  // False at the end. One piece a call: who talks without end is not listened to without end.
  static bool hear(const Descriptor& from, LastLine& into) {
    std::array<char, 4096> buffer{};
    const ssize_t size = ::read(from.number(), buffer.data(), buffer.size());
    if (size > 0) {
      into.feed({buffer.data(), static_cast<std::size_t>(size)});
    }
    return size > 0 || (size < 0 && (errno == EAGAIN || errno == EINTR));
  }

  // Whether it has taken something; nullopt: the job's file can't be read.
  std::optional<bool> feed() {
    if (!child_.input().open()) {
      return false;
    }
    if (sent_ == parcel_.size) {
      child_.input().close();
      return true;
    }
    std::array<char, kChunk> buffer{};
    const ssize_t size =
        ::pread(parcel_.descriptor, buffer.data(),
                static_cast<std::size_t>(std::min<std::uint64_t>(kChunk, parcel_.size - sent_)),
                static_cast<off_t>(sent_));
    if (size <= 0) {
      return std::nullopt;
    }
    const ssize_t taken =
        ::write(child_.input().number(), buffer.data(), static_cast<std::size_t>(size));
    if (taken < 0 && errno == EPIPE) {
      child_.input().close();  // it wants no more; its status says what that means
      return false;
    }
    if (taken <= 0) {
      return false;
    }
    sent_ += static_cast<std::uint64_t>(taken);
    progress_.sent = sent_;
    return true;
  }

  // It is killed. Once it had everything nobody knows what it has done with it.
  DeliveryResult broken_off(What what, const std::string& why) {
    child_.kill();
    const bool all = sent_ == parcel_.size;
    return {all ? What::Unknown : what, program() + " " + why + with(complained_), {}, sent_};
  }

  DeliveryResult verdict(int status) const {
    if (WIFSIGNALED(status)) {
      return {What::Retry,
              program() + " was ended by signal " + std::to_string(WTERMSIG(status)) +
                  with(complained_),
              {},
              sent_};
    }
    const int code = WEXITSTATUS(status);
    if (code == 0) {
      return {What::Printed, said_.line(), {}, sent_};
    }
    return {code == kCannotRun || code == kNotFound ? What::Failed : What::Retry,
            program() + " has ended with status " + std::to_string(code) + with(complained_),
            {},
            sent_};
  }

  static std::string with(const LastLine& said) {
    return said.line().empty() ? "" : ": " + said.line();
  }

  const config::DeliverySettings& settings_;
  const Parcel& parcel_;
  const Stop& stop_;
  Progress& progress_;
  Child child_;
  std::uint64_t sent_ = 0;
  bool output_open_ = true;
  bool errors_open_ = true;
  LastLine said_;
  LastLine complained_;
};

}  // namespace

DeliveryResult deliver_command(const config::LuSettings& lu, const Parcel& parcel, const Stop& stop,
                               Progress& progress) {
  return CommandJob(*lu.delivery, parcel, stop, progress).run();
}

ProbeResult probe_command(const config::LuSettings& lu) {
  using Probed = ProbeResult::What;
  const std::vector<std::string>& command = lu.delivery->command;
  if (command.empty() || ::access(command.front().c_str(), X_OK) != 0) {
    return {Probed::Rejected, "cannot run " + (command.empty() ? "nothing" : command.front()) +
                                  ": " + words_for_error(command.empty() ? ENOENT : errno)};
  }
  return {Probed::Ready, command.front() + " can be run"};
}

}  // namespace printers
