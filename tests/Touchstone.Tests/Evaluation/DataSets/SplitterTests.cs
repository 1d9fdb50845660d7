using Touchstone.Evaluation.DataSets;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.DataSets;

public sealed class SplitterTests
{
    private static DataSetEntry Entry(string path, string subject = "", string session = "", string parent = "") => new()
    {
        Path = path, FullPath = "/d/" + path, Label = "real", Truth = Truth.Authentic, Subject = subject, Session = session,
        Columns = parent.Length > 0 ? new Dictionary<string, string> { ["parent"] = parent } : new Dictionary<string, string>(),
    };

    private static DataSet Set(params DataSetEntry[] entries) => new("s", "/d", "", entries);

    [Fact]
    public void Files_that_share_a_subject_or_a_session_or_a_parent_are_one_cluster()
    {
        DataSetEntry[] entries = [Entry("a", "anna", "s1"), Entry("b", "bert", "s1"), Entry("c", "bert"), Entry("d", "dora"), Entry("e", "", "", "d"), Entry("f"), Entry("g")];
        Assert.Equal(["subject:anna", "subject:anna", "subject:anna", "subject:dora", "subject:dora", "file:f", "file:g"], Clusters.Of(entries, everySubject: true));
    }

    [Fact]
    public void Exchanged_faces_bind_both_people_for_a_split_and_one_for_an_interval()
    {
        DataSetEntry[] entries = [Entry("a", "anna"), Entry("b", "bert"), Entry("swap", "anna;bert")];
        Assert.Single(Clusters.Of(entries, everySubject: true).Distinct());
        Assert.Equal(["subject:anna", "subject:bert", "subject:anna"], Clusters.Of(entries, everySubject: false));
    }

    [Fact]
    public void No_subject_and_no_session_is_ever_in_two_parts()
    {
        var chance = new Seeded(3);
        for (var run = 0; run < 20; run++)
        {
            var set = Set([.. Enumerable.Range(0, 400).Select(i => Entry($"f{i}", chance.NextInt(3) == 0 ? "" : $"p{chance.NextInt(150)}", chance.NextInt(3) == 0 ? "" : $"s{chance.NextInt(250)}"))]);
            var divided = Splitter.Divide(set, new SplitTerms { Seed = (ulong)run }).Set;
            Assert.All(divided.Entries.Where(e => e.Subject.Length > 0).GroupBy(e => e.Subject), g => Assert.Single(g.Select(e => e.Split).Distinct()));
            Assert.All(divided.Entries.Where(e => e.Session.Length > 0).GroupBy(e => e.Session), g => Assert.Single(g.Select(e => e.Split).Distinct()));
        }
    }

    [Fact]
    public void Shares_are_met_the_same_seed_divides_the_same_and_new_files_move_no_old_ones()
    {
        var set = Set([.. Enumerable.Range(0, 5000).Select(i => Entry($"f{i}", $"p{i}"))]);
        var terms = new SplitTerms { Fit = 0.5, Calibrate = 0.3 };
        var divided = Splitter.Divide(set, terms).Set.Entries;
        // Three standard deviations of a share of 0.5 among 5,000 are 0.021.
        Assert.InRange(divided.Count(e => e.Split == "fit") / 5000.0, 0.479, 0.521);
        Assert.InRange(divided.Count(e => e.Split == "calibrate") / 5000.0, 0.28, 0.32);
        Assert.Equal(divided.Select(e => e.Split), Splitter.Divide(set, terms).Set.Entries.Select(e => e.Split));
        Assert.NotEqual(divided.Select(e => e.Split), Splitter.Divide(set, terms with { Seed = 2 }).Set.Entries.Select(e => e.Split));
        var more = Splitter.Divide(Set([Entry("new", "q"), .. set.Entries]), terms).Set.Entries.Skip(1);
        Assert.Equal(divided.Select(e => e.Split), more.Select(e => e.Split));
    }

    [Fact]
    public void Where_every_face_is_exchanged_with_every_other_straddling_files_can_be_left_out()
    {
        var chance = new Seeded(5);
        DataSetEntry[] people = [.. Enumerable.Range(0, 60).Select(i => Entry($"r{i}", $"p{i}"))];
        DataSetEntry[] swaps = [.. Enumerable.Range(0, 400).Select(i => Entry($"s{i}", $"p{chance.NextInt(60)};p{chance.NextInt(60)}"))];
        var tied = Splitter.Divide(Set([.. people, .. swaps]), new SplitTerms());
        Assert.True(tied.LargestShare > 0.95);
        var dropped = Splitter.Divide(Set([.. people, .. swaps]), new SplitTerms { DropStraddling = true });
        Assert.InRange(dropped.Dropped, 100, 300);
        var parts = dropped.Set.Entries.SelectMany(e => Clusters.SubjectsOf(e).Select(s => (s, e.Split))).Distinct().GroupBy(p => p.s);
        Assert.All(parts, p => Assert.Single(p));
    }
}
