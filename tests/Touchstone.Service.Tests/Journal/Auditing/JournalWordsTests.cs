using System.Text.Json.Nodes;
using Touchstone.Service.Journal;
using Touchstone.Service.Journal.Auditing;

namespace Touchstone.Service.Tests.Journal.Auditing;

public sealed class JournalWordsTests
{
    [Fact]
    public void Every_kind_belongs_to_one_group_and_has_words()
    {
        var grouped = Enum.GetValues<KindGroup>().SelectMany(KindGroups.Of).ToList();
        Assert.Equal(JournalKinds.All.Order(), grouped.Order());
        Assert.All(JournalKinds.All, kind => Assert.EndsWith(".", JournalWords.WithoutNames.Of(Line(kind, []))));
        Assert.All(JournalKinds.All, kind => Assert.DoesNotContain(kind, JournalWords.WithoutNames.Of(Line(kind, []))));
    }

    [Fact]
    public void People_and_keys_are_told_by_name_and_a_kind_from_elsewhere_by_its_code()
    {
        var names = new Dictionary<string, string> { ["account:1"] = "Ada", ["key:2"] = "key “gate”" };
        var words = new JournalWords(actor => names.GetValueOrDefault(actor, actor));
        var set = Line(JournalKinds.CaseAccessSet, new JsonObject { ["restricted"] = true, ["to"] = new JsonArray("account:1", "role:Reviewer") });
        Assert.Equal("The case was opened to these alone: Ada, role:Reviewer.", words.Of(set));
        Assert.Equal(["account:9", "account:1", "role:Reviewer"], JournalWords.Actors(set));
        Assert.Equal("The key “gate” was ended.", words.Of(Line(JournalKinds.KeyRevoked, new JsonObject { ["key"] = "2" })));
        Assert.Equal("The account of Ada was made or changed. Roles: Viewer. It is closed.", words.Of(Line(JournalKinds.AccountChanged, new JsonObject { ["account"] = "1", ["roles"] = new JsonArray("Viewer"), ["locked"] = true })));
        Assert.Equal("4 attempts to get in failed, at the account of Ada, by several ways.", words.Of(Line(JournalKinds.SignInFailed, new JsonObject { ["account"] = "1", ["attempts"] = 4, ["by"] = null, ["locked"] = false })));
        Assert.Equal("moon.landed", words.Of(Line("moon.landed", [])));
    }

    private static JournalEntry Line(string kind, JsonObject data) => new(1, DateTimeOffset.UnixEpoch, "account:9", kind, null, data, "");
}
