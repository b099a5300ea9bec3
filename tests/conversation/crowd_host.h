#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/conversation/crowd_application.h"
#include "tests/conversation/fake_hall.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/server/hosts/host_calls.h"

namespace conversation {

// Another host, behind a host application: all its lines, without their sockets. It binds, writes,
// reads, unbinds and closes, and holds what must be so for each line.
class CrowdHost final : public server::HostCalls {
 public:
  explicit CrowdHost(std::string name) : name_(std::move(name)) {}

  void call(const server::HostCaller& caller, config::Instant /*now*/) override {
    EXPECT_EQ(caller.application.text(), name_);
    EXPECT_EQ(with(caller.lu.text()), nullptr) << "one line for each session";
    Line line{caller.key, caller.lu.text()};
    line.may_bind = caller.functions.has(tn3270::Function::BindImage);
    EXPECT_TRUE(lines_.emplace(caller.key.text(), line).second) << "is called once";
  }
  void say(const vtam::SessionKey& key, vtam::HostWish wish, config::Instant /*now*/) override {
    const auto found = lines_.find(key.text());
    ASSERT_NE(found, lines_.end()) << "something for a line that is over";
    if (const auto* answer = std::get_if<vtam::AnswerToHost>(&wish)) {
      settle(found->second, *answer);
    } else if (const auto* data = std::get_if<vtam::DataToHost>(&wish)) {
      read(found->second, data->record);
    }
  }
  void forget(const vtam::SessionKey& key, config::Instant /*now*/) override {
    EXPECT_EQ(lines_.erase(key.text()), 1U) << "ends once";
    ++ended_;
  }
  [[nodiscard]] std::optional<server::HostSeat> seat(const vtam::SessionKey& key) const override {
    (void)key;
    return std::nullopt;
  }

  // One thing on each line that there is.
  void work(FakeHall& hall, std::mt19937& random) {
    std::vector<std::string> all;
    std::transform(lines_.begin(), lines_.end(), std::back_inserter(all),
                   [](const auto& line) { return line.first; });
    for (const std::string& key : all) {
      if (const auto found = lines_.find(key); found != lines_.end()) {
        work(hall, random, found->second);
      }
    }
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool has_line(const std::string& lu) const { return with(lu) != nullptr; }
  // What that LU shows if its session is in front; empty: nothing of its own.
  [[nodiscard]] std::string shown_at(const std::string& lu) const {
    const Line* const line = with(lu);
    return line == nullptr ? "" : line->text;
  }
  [[nodiscard]] std::size_t awaited(const std::string& lu) const {
    const Line* const line = with(lu);
    return line == nullptr ? 0 : line->awaited.size();
  }
  [[nodiscard]] std::size_t lines() const { return lines_.size(); }
  [[nodiscard]] std::size_t ended() const { return ended_; }
  [[nodiscard]] std::size_t inputs() const { return inputs_; }

 private:
  struct Line {
    vtam::SessionKey key;
    std::string lu;
    bool may_bind = false;
    bool up = false;
    bool binds = false;
    bool bound = false;
    std::string text = "is called";
    std::deque<std::uint16_t> awaited{};
    std::uint16_t sequence = 0;
  };

  [[nodiscard]] const Line* with(const std::string& lu) const {
    for (const auto& [key, line] : lines_) {
      if (line.lu == lu) {
        return &line;
      }
    }
    return nullptr;
  }
  // What it says may end the line: nothing is done with `line` after that.
  void work(FakeHall& hall, std::mt19937& random, Line& line) {
    const vtam::SessionKey key = line.key;
    const unsigned what = random() % 16;
    if (what == 0) {
      tell(hall, key, vtam::HostGone{"the host has ended the session"});
      EXPECT_EQ(lines_.count(key.text()), 0U) << "its session is over";
    } else if (!line.up) {
      line.up = true;
      line.binds = line.may_bind && random() % 4 != 0;
      line.text = line.binds ? "" : line.text;
      tell(hall, key, vtam::HostUp{.bind_image = line.binds, .sysreq = random() % 2 == 0});
    } else if (line.binds && !line.bound) {
      if (what < 4) {
        tell(hall, key, vtam::HostSscp{{0xD3, 0xD6, 0xC7, 0xD6, 0xD5}});
      }
      line.bound = true;
      tell(hall, key, vtam::HostBind{image()});
      write(hall, random, line);
    } else if (what < 3 && line.binds) {
      line.bound = false;
      line.text.clear();
      line.awaited.clear();
      tell(hall, key, vtam::HostUnbind{0x01});
    } else if (what < 6 && wrote(line)) {
      const auto read = what == 3 ? tn3270::Command::ReadModified : tn3270::Command::ReadBuffer;
      tell(hall, key, vtam::HostData{{static_cast<std::uint8_t>(read)}});
    } else {
      write(hall, random, line);
    }
  }
  static bool wrote(const Line& line) { return line.text.find("WRITES") != std::string::npos; }
  // The text in row 1, and a field of eight in row 3.
  void write(FakeHall& hall, std::mt19937& random, Line& line) {
    std::string number = std::to_string(++written_);
    number.insert(0, 6 - number.size(), '0');
    const std::string text = name_ + " WRITES " + number + ".";
    vtam::HostData data;
    const auto command =
        wrote(line) && random() % 2 == 0 ? tn3270::Command::Write : tn3270::Command::EraseWrite;
    data.record = {static_cast<std::uint8_t>(command), 0xC3};
    const auto put = [&](tn3270::BufferAddress at, std::initializer_list<std::uint8_t> bytes) {
      data.record.push_back(static_cast<std::uint8_t>(tn3270::Order::Sba));
      tn3270::append_address(at, tn3270::kModel2, data.record);
      data.record.insert(data.record.end(), bytes);
    };
    constexpr auto kSf = static_cast<std::uint8_t>(tn3270::Order::Sf);
    put(0, {kSf, 0x60});
    const tn3270::ByteBuffer ebcdic = tn3270::cp037()->encode(text);
    data.record.insert(data.record.end(), ebcdic.begin(), ebcdic.end());
    put(2 * 80 + 8, {kSf, 0x40});
    put(2 * 80 + 17, {kSf, 0x60});
    data.sequence = ++line.sequence;
    if (random() % 3 == 0) {
      data.wants = vtam::HostWants::Answer;
      line.awaited.push_back(data.sequence);
    }
    line.text = text;
    tell(hall, line.key, std::move(data));
  }
  // As the lines do it: only what the session takes.
  static void tell(FakeHall& hall, const vtam::SessionKey& key, vtam::HostHeard heard) {
    EXPECT_TRUE(hall.table(key.session.reactor).wants_host(key));
    EXPECT_TRUE(hall.host_says(key, {std::move(heard)})) << "the session of a line lives";
  }
  static void settle(Line& line, const vtam::AnswerToHost& answer) {
    ASSERT_FALSE(line.awaited.empty()) << "an answer to nothing";
    EXPECT_EQ(answer.sequence, line.awaited.front()) << "answers in order";
    EXPECT_TRUE(answer.positive);
    line.awaited.pop_front();
  }
  void read(const Line& line, const tn3270::ByteBuffer& record) {
    const auto parsed = tn3270::parse_inbound(record, {43, 80});
    if (const auto* input = std::get_if<tn3270::Inbound>(&parsed)) {
      for (const tn3270::InboundField& field : input->fields) {
        const std::string value = tn3270::cp037()->decode(field.data);
        EXPECT_EQ(value.substr(0, value.find(' ')), typed_for(name_, line.lu));
        ++inputs_;
      }
    }
  }
  // The VM host's of PROTOCOL 4.8, for 43x80.
  static tn3270::ByteBuffer image() {
    return {0x31, 0x01, 0x03, 0x03, 0xB1, 0x90, 0x30, 0x80, 0x00, 0x87, 0x87,
            0xF8, 0x87, 0x00, 0x02, 0x80, 0x00, 0x00, 0x00, 0x00, 0x18, 0x50,
            0x2B, 0x50, 0x7F, 0x00, 0x00, 0x02, 0xE5, 0xD4, 0x00, 0x00, 0x00};
  }

  std::string name_;
  std::map<std::string, Line> lines_{};
  int written_ = 0;
  std::size_t ended_ = 0;
  std::size_t inputs_ = 0;
};

}  // namespace conversation
