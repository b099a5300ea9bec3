#pragma once

#include <algorithm>
#include <deque>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/conversation/fake_hall.h"
#include "tests/conversation/several_user.h"
#include "tn3270/datastream/address.h"
#include "tn3270/datastream/aid.h"
#include "tn3270/datastream/orders.h"
#include "tn3270/datastream/screen_model.h"

namespace conversation {

// Who sits at one client of a crowd, with a terminal of either size: what it shows, and what it
// answers to reads: at once, late or never.
class CrowdUser {
 public:
  enum class Answers { AtOnce, Late, Never };

  CrowdUser(FakeHall& hall, Client& client, tn3270::ScreenSizes sizes)
      : hall_(&hall), client_(&client), own_(sizes), shown_(sizes) {
    go_on();
  }

  [[nodiscard]] Client& client() { return *client_; }
  Answers answers = Answers::AtOnce;

  void press(std::uint8_t key) {
    key_ = key;
    client_->terminal.send({key});
    go_on();
  }
  // On a menu.
  void choose(const std::string& name) {
    tn3270::ByteBuffer record{kEnter};
    tn3270::append_address(0, tn3270::kModel2, record);
    const tn3270::ByteBuffer ebcdic = tn3270::cp037()->encode(name);
    record.insert(record.end(), ebcdic.begin(), ebcdic.end());
    key_ = kEnter;
    client_->terminal.send(record);
    go_on();
  }
  // Into the field "name", without sending it.
  void type(const std::string& text) {
    const tn3270::ByteBuffer ebcdic = tn3270::cp037()->encode(text);
    tn3270::Inbound input;
    input.cursor = static_cast<std::uint16_t>(kName + ebcdic.size());
    input.fields.push_back({kName, ebcdic});
    shown_.apply(input);
  }
  // Enter, with all modified fields.
  void enter() {
    key_ = kEnter;
    client_->terminal.send(modified(key_));
    go_on();
  }
  void answer_late() {
    while (!late_.empty()) {
      client_->terminal.send(late_.front());
      late_.pop_front();
    }
    go_on();
  }
  // Answers that are not on their way yet.
  [[nodiscard]] bool owes() const { return !late_.empty(); }
  void go_on() {
    do {
      hall_->settle();
    } while (look());
  }

  [[nodiscard]] std::string screen() const {
    std::string text;
    for (const std::string& row : shown_.text(*tn3270::cp037())) {
      text += row + "\n";
    }
    return text;
  }
  // What stands in the field "name", up to its first blank.
  [[nodiscard]] std::string typed() const {
    const std::string row = shown_.text(*tn3270::cp037()).at(kName / 80);
    const std::string text = row.substr(kName % 80, 8);
    return text.substr(0, text.find(' '));
  }
  // The last that has come was the SSCP's: what is on the screen now nobody has written there.
  [[nodiscard]] bool with_sscp() const { return sscp_; }

 private:
  static constexpr std::uint16_t kName = 2 * 80 + 9;
  static constexpr std::uint8_t kNoKey = 0x60;
  static constexpr std::uint8_t kData = 0;
  static constexpr std::uint8_t kBind = 3;
  static constexpr std::uint8_t kUnbind = 4;
  static constexpr std::uint8_t kSscp = 7;
  static constexpr std::size_t kBoundSizes = 20;  // in a BIND

  // Everything that has come; true: something has been said to it.
  bool look() {
    bool said = false;
    for (const auto& record : client_->terminal.records()) {
      if (record.type == kBind) {
        bound(record.data);
      } else if (record.type == kUnbind) {
        shown_ = tn3270::ScreenModel(own_);  // what was there is nobody's any more
      } else if (record.type == kSscp) {
        sscp_ = true;
      } else if (record.type == kData) {
        sscp_ = false;
        said = take(record.data) || said;
      }
    }
    client_->terminal.forget_records();
    for (tn3270::ByteBuffer& one : std::exchange(now_, {})) {
      client_->terminal.send(one);
    }
    return said;
  }
  // PROTOCOL 4.8: the last byte of the sizes says what they mean.
  void bound(const tn3270::ByteBuffer& image) {
    const auto size = [&](std::size_t at) {
      return tn3270::ScreenSize{image.at(at), image.at(at + 1)};
    };
    tn3270::ScreenSizes sizes{tn3270::kModel2, tn3270::kModel2};
    switch (image.at(kBoundSizes + 4)) {
      case 0x7E:
        sizes = {size(kBoundSizes), size(kBoundSizes)};
        break;
      case 0x7F:
        sizes = {size(kBoundSizes), size(kBoundSizes + 2)};
        break;
      case 0x03:
        sizes.alternate = own_.alternate;
        break;
      default:
        break;
    }
    shown_ = tn3270::ScreenModel(sizes);
    sscp_ = false;
  }
  bool take(const tn3270::ByteBuffer& record) {
    switch (static_cast<tn3270::Command>(record.front())) {
      case tn3270::Command::ReadBuffer:
        return answer(buffer());
      case tn3270::Command::ReadModified:
        return answer(modified(key_));
      default:
        if (const auto fault = shown_.apply(record)) {
          throw std::runtime_error(tn3270::text(*fault));
        }
        if (!shown_.keyboard_locked()) {
          key_ = kNoKey;
        }
        return false;
    }
  }
  // Late is what is asked of whoever leaves: an answer to anything else that crosses a BIND is like
  // input of the new session's user, and nobody could tell.
  bool answer(tn3270::ByteBuffer record) {
    const bool leaving = key_ == kMenuKey || key_ == kNextKey;
    if (answers == Answers::Never) {
      return false;
    }
    late_.push_back(std::move(record));
    if (answers == Answers::Late && leaving) {
      return false;
    }
    std::move(late_.begin(), late_.end(), std::back_inserter(now_));  // the order stays
    late_.clear();
    return true;
  }
  [[nodiscard]] tn3270::ByteBuffer buffer() const {
    tn3270::ByteBuffer buffer{key_};
    tn3270::append_address(shown_.cursor(), shown_.size(), buffer);
    for (const tn3270::Cell& cell : shown_.cells()) {
      if (cell.attribute) {
        buffer.push_back(static_cast<std::uint8_t>(tn3270::Order::Sf));
      }
      buffer.push_back(cell.code);
    }
    return buffer;
  }
  [[nodiscard]] tn3270::ByteBuffer modified(std::uint8_t key) const {
    constexpr std::uint8_t kModified = 0x01;
    tn3270::ByteBuffer record{key};
    tn3270::append_address(shown_.cursor(), shown_.size(), record);
    bool sent = false;
    for (std::size_t at = 0; at < shown_.cells().size(); ++at) {
      const tn3270::Cell& cell = shown_.cells()[at];
      if (cell.attribute) {
        sent = (cell.code & kModified) != 0;
        if (sent) {
          record.push_back(static_cast<std::uint8_t>(tn3270::Order::Sba));
          tn3270::append_address(static_cast<tn3270::BufferAddress>(at + 1), shown_.size(), record);
        }
      } else if (sent && cell.code != 0) {
        record.push_back(cell.code);
      }
    }
    return record;
  }

  FakeHall* hall_;
  Client* client_;
  tn3270::ScreenSizes own_;
  tn3270::ScreenModel shown_;
  std::uint8_t key_ = kEnter;
  bool sscp_ = false;
  std::vector<tn3270::ByteBuffer> now_{};
  std::deque<tn3270::ByteBuffer> late_{};
};

}  // namespace conversation
