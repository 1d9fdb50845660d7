using System.Security.Cryptography;
using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Trust;

public sealed class TrustListsTests
{
    private static readonly string _folder = Path.Combine(SharedData.Root, "src", "Touchstone.Provenance", "Trust", "Lists");

    [Fact]
    public void Every_file_is_the_one_its_line_names()
    {
        foreach (var list in TrustLists.All)
        {
            Assert.Equal(list.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, list.File)))));
            Assert.Contains($"{list.Date:yyyy-MM-dd}", list.File);
        }
        Assert.Equal(
            TrustLists.All.Select(l => l.File).Append("README.md").Append("lists.csv").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(_folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("official", 30)]
    [InlineData("official-tsa", 22)]
    [InlineData("itl", 20)]
    [InlineData("itl-tsa", 7)]
    public void A_list_holds_the_anchors_it_was_published_with(string name, int count) => Assert.Equal(count, TrustLists.Find(name)!.Certificates.Count);

    [Fact]
    public void There_is_no_list_of_another_name() => Assert.Null(TrustLists.Find("products"));

    [Fact]
    public void A_list_warns_from_the_181st_day_on()
    {
        var date = new DateOnly(2026, 1, 1);

        Assert.Null(TrustLists.AgeWarning("a", date, new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero)));
        Assert.Contains("181 days", TrustLists.AgeWarning("a", date, new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Null(TrustLists.AgeWarning("a", default, new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));
    }
}
