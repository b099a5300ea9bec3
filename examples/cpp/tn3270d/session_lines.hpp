#pragma once

// The lines that a Session says and hears. Part of the C++ client library of tn3270d; include
// application.hpp.

#include "tn3270d/session.hpp"
#include "tn3270d/vtam.hpp"

namespace tn3270d {

inline void Session::ask(const Screen& screen, std::function<void(const Input&)> then,
                         Erase erase) {
  if (closing_) {
    return;
  }
  then_ = std::move(then);
  send(screen, erase, true);
}

inline void Session::show(const Screen& screen, Erase erase) {
  if (!closing_) {
    send(screen, erase, false);
  }
}

inline void Session::send(const Screen& screen, Erase erase, bool unlock) {
  remember(screen, erase);
  std::string line;
  line.reserve(2048);
  JsonText json(line);
  json.open('{').text("type", "send").text("session", logon_.session);
  if (erase == Erase::No) {
    json.key("erase").raw("false");
  }
  if (!unlock) {
    json.key("unlock").raw("false");
  }
  write(json.key("screen"), screen);
  json.close('}');
  put(shown_.emplace_back(std::move(line)));
}

inline void Session::remember(const Screen& screen, Erase erase) {
  constexpr std::size_t kMostShown = 16;
  if (erase == Erase::Yes || shown_.size() == kMostShown) {
    shown_.clear();
  }
  if (erase == Erase::Yes) {
    values_.clear();
  }
  for (const Field& field : screen.fields) {
    if (!field.name.empty()) {
      value_of(field.name) = field.text;
    }
  }
}

inline std::string& Session::value_of(const std::string& name) {
  const auto found = std::find_if(values_.begin(), values_.end(),
                                  [&](const auto& value) { return value.first == name; });
  return found != values_.end() ? found->second : values_.emplace_back(name, "").second;
}

inline void Session::put(const std::string& line) {
  accept();
  if (credit_ == 0) {
    waiting_.push_back(line);
    return;
  }
  --credit_;
  vtam_.say(line);
}

inline void Session::accept() {
  if (!accepted_) {
    accepted_ = true;
    std::string line;
    JsonText(line).open('{').text("type", "accept").text("session", logon_.session).close('}');
    vtam_.say(line);
  }
}

inline void Session::print(std::string_view text, JobEnd end,
                           std::function<void(std::uint64_t)> then) {
  if (closing_) {
    return;
  }
  accept();
  // Each print is answered before its successor is made, so credit is never short.
  vtam_.request(
      "print",
      [&](JsonText& json) {
        json.text("session", logon_.session).key("text").value(text);
        json.flag("end_of_job", end == JobEnd::Yes);
      },
      [done = std::move(then)](const Json& line) { done(line.value("job", std::uint64_t{0})); },
      [this](const Refused& refused) {
        if (on_refused) {
          on_refused(refused);
        }
      },
      this);
}

inline void Session::end(std::string_view type, const std::function<void(JsonText&)>& more,
                         std::function<void(const Refused&)> refused) {
  accept();
  vtam_.request(
      type,
      [&](JsonText& json) {
        json.text("session", logon_.session);
        more(json);
      },
      [this](const Json&) { vtam_.end(*this); }, std::move(refused), this);
}

inline void Session::close(std::string_view notice) {
  if (closing_) {
    return;
  }
  closing_ = true;
  vtam_.forget_requests_of(*this);
  then_ = nullptr;
  on_lost = nullptr;
  on_release = nullptr;
  on_refused = nullptr;
  end(
      "close", [&](JsonText& json) { json.text("notice", notice); },
      [this](const Refused&) { vtam_.end(*this); });
}

inline void Session::pass_to(std::string_view applid, std::string_view data,
                             std::function<void(const Refused&)> refused) {
  if (!closing_) {
    end(
        "close", [&](JsonText& json) { json.text("pass_to", applid).text("data", data); },
        std::move(refused));
  }
}

inline void Session::reject(std::string_view why, std::string_view sense) {
  closing_ = true;
  std::string line;
  JsonText(line)
      .open('{')
      .text("type", "reject")
      .text("session", logon_.session)
      .text("sense", sense)
      .text("why", why)
      .close('}');
  vtam_.say(line);
}

inline bool Session::hear(const std::string& type, const Json& line) {
  if (type == "lost") {
    hear_lost(line);
    return true;
  }
  if (type == "closed") {
    return true;
  }
  if (type == "input" || type == "signal") {
    hear_input(line);
  } else if (type == "credit") {
    credit_ += line.value("n", 0U);
    while (credit_ > 0 && !waiting_.empty()) {
      --credit_;
      vtam_.say(waiting_.front());
      waiting_.pop_front();
    }
  } else if (type == "repaint") {
    for (const std::string& shown : std::vector<std::string>(shown_)) {
      put(shown);
    }
  } else if (type == "release" && on_release) {
    on_release(line.value("by", ""));
  } else if (type == "refused") {
    if (!on_refused) {
      throw Refused(line);
    }
    on_refused(Refused(line));
  }
  return false;
}

inline void Session::hear_input(const Json& line) {
  if (!then_) {
    return;
  }
  // CursorSelect names its fields without their texts.
  if (const auto typed = line.find("fields");
      typed != line.end() && line.value("aid", "") != "CursorSelect") {
    for (const auto& [name, text] : typed->items()) {
      value_of(name) = text.get<std::string>();
    }
  }
  Input input{line.value("aid", "Attn"), {}, values_};
  if (const auto cursor = line.find("cursor"); cursor != line.end() && cursor->is_object()) {
    input.cursor = {cursor->value("row", 1), cursor->value("column", 1)};
  }
  const auto then = std::move(then_);
  then_ = nullptr;
  then(input);
}

inline void Session::hear_lost(const Json& line) {
  vtam_.forget_requests_of(*this);
  if (on_lost) {
    on_lost({line.value("reason", ""), line.value("why", "")});
  }
  conversation_.reset();
  // The LU is free when its application has let go.
  std::string close;
  JsonText(close).open('{').text("type", "close").text("session", logon_.session).close('}');
  vtam_.say(close);
}

}  // namespace tn3270d
