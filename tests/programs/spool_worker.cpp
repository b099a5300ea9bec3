#include "tests/programs/spool_worker.h"

#include <unistd.h>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <string_view>
#include <utility>
#include <variant>

#include "printers/spool/spool.h"

namespace crash {
namespace {

using printers::JobId;
using printers::Spool;
using printers::WallTime;

constexpr std::array kPrinters = {std::string_view("P001"), std::string_view("P002"),
                                  std::string_view("P003")};

WallTime at(int seconds) {
  return WallTime(std::chrono::seconds(seconds));
}
// What ends before this is removed by tidy().
constexpr int kLongAgo = 100;
constexpr int kNow = 1'000;

struct Job {
  JobId id = 0;
  std::string name;
  std::uint64_t pieces = 0;
};

class Worker {
 public:
  explicit Worker(const Life& life) : life_(life), random_(life.seed) {
    config::SpoolSettings settings;
    settings.path = life.spool;
    settings.keep_printed = config::Ticks(0);
    auto opened = Spool::open(settings, at(kNow));
    if (const auto* fault = std::get_if<printers::SpoolFault>(&opened)) {
      fail(fault->why);
    }
    spool_ = std::get<std::unique_ptr<Spool>>(std::move(opened));
  }

  [[noreturn]] void work() {
    for (;;) {
      const auto changes = 1 + random_() % 40;
      for (auto left = changes; left > 0; --left) {
        change();
      }
      if (!spool_->commit()) {
        fail(spool_->why());
      }
      tell(durable_);
      durable_.clear();
    }
  }

 private:
  void change() {
    switch (random_() % 9) {
      case 0:
        begin();
        break;
      case 1:
      case 2:
      case 3:
        append();
        break;
      case 4:
        finish();
        break;
      case 5:
      case 6:
        send();
        break;
      case 7:
        print();
        break;
      default:
        static_cast<void>(spool_->tidy(at(kLongAgo)));
    }
  }

  void begin() {
    const char kind = random_() % 2 == 0 ? kShortLived : 'j';
    Job job{0, kind + std::to_string(life_.number) + "." + std::to_string(++count_)};
    tell("intends " + job.name + "\n");
    printers::JobFacts facts{
        config::LuName::parse(kPrinters.at(random_() % kPrinters.size())).value()};
    facts.name = job.name;
    const auto begun = spool_->begin(facts, at(kNow));
    if (!std::holds_alternative<JobId>(begun)) {
      fail(spool_->why());
    }
    job.id = std::get<JobId>(begun);
    note("begun", job.name);
    open_.push_back(std::move(job));
  }

  void append() {
    if (open_.empty()) {
      return;
    }
    Job& job = open_.at(random_() % open_.size());
    need(spool_->append(job.id, printers::PieceKind::Scs, content(job.name, job.pieces++)));
    note("appended", job.name);
  }

  void finish() {
    if (open_.empty() || open_.front().pieces == 0) {
      return;
    }
    need(spool_->finish(open_.front().id, false, at(kNow)));
    note("finished", open_.front().name);
    open_.pop_front();
  }

  void send() {
    const auto printer = config::LuName::parse(kPrinters.at(random_() % kPrinters.size())).value();
    const auto row = spool_->next(printer, config::QueueOrder::Continue, at(kNow));
    if (row) {
      need(spool_->sending(row->id));
      note("sending", row->facts.name);
      sending_.push_back({row->id, row->facts.name});
    }
  }

  void print() {
    if (sending_.empty()) {
      return;
    }
    const Job& job = sending_.front();
    const int ended = job.name.front() == kShortLived ? kLongAgo - 1 : kNow;
    tell("ends " + job.name + "\n");
    need(spool_->printed(job.id, {1, 1, ""}, at(ended)));
    note("printed", job.name);
    sending_.pop_front();
  }

  void note(const char* what, const std::string& name) {
    durable_ += std::string(what) + " " + name + "\n";
  }
  void tell(std::string_view lines) const {
    while (!lines.empty()) {
      const ssize_t written = ::write(life_.told, lines.data(), lines.size());
      if (written < 0) {
        ::_exit(1);
      }
      lines.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void need(const Spool::Done& done) const {
    if (done) {
      fail(std::string(printers::text(*done)) + ": " + spool_->why());
    }
  }
  [[noreturn]] void fail(const std::string& why) const {
    tell("fault " + why + "\n");
    ::_exit(1);
  }

  Life life_;
  std::mt19937 random_;
  std::unique_ptr<Spool> spool_;
  std::deque<Job> open_;
  std::deque<Job> sending_;
  std::string durable_;
  int count_ = 0;
};

}  // namespace

void live(const Life& life) {
  Worker(life).work();
}

tn3270::ByteBuffer content(const std::string& name, std::uint64_t number) {
  const std::string text = name + "/" + std::to_string(number) + ";";
  const std::size_t size = 10 + std::hash<std::string>{}(text) % 5'000;
  tn3270::ByteBuffer bytes;
  while (bytes.size() < size) {
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  return bytes;
}

}  // namespace crash
