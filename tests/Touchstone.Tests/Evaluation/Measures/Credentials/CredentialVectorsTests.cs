using Touchstone.Evaluation.Measures.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Tests.Evaluation.Measures.Credentials;

public sealed class CredentialVectorsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-vectors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_manifest_is_read_with_what_it_states_of_each_file_that_is_there()
    {
        // Origin: made up here.
        var set = Write("set", """
            file,mime,note,stated_state,stated_codes,ref_state_none,ref_state_test,ref_failures_test
            files/a.jpg,image/jpeg,"cut, then signed",invalid,assertion.dataHash.mismatch,Invalid,Invalid,assertion.dataHash.mismatch;delta:signingCredential.untrusted
            files/generated/b.png,image/png,,,,,none,error:C2pa(JumbfNotFound)
            files/missing.jpg,image/jpeg,,,,,Valid,
            """, "files/a.jpg", "files/generated/b.png");
        Assert.Equal("set", set.Name);
        Assert.Equal(["files/a.jpg", "files/generated/b.png"], set.Items.Select(i => i.Name));
        var (a, b) = (set.Items[0], set.Items[1]);
        Assert.Equal(("image/jpeg", "cut, then signed", "invalid", "assertion.dataHash.mismatch", false), (a.MediaType, a.Note, a.StatedState, a.StatedCodes, a.IsOwnPki));
        Assert.Equal(["none", "test"], a.ReferenceState.Keys.Order());
        Assert.Equal(["assertion.dataHash.mismatch", "delta:signingCredential.untrusted"], a.Failures!);
        Assert.True(b.IsOwnPki);
        Assert.Equal(["test"], b.ReferenceState.Keys);
        Assert.Null(b.Failures);
    }

    [Fact]
    public void A_folder_of_another_kind_is_passed_over()
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "photos")).FullName, "manifest.csv"), "file,label\na.jpg,real\n");
        Assert.Empty(CredentialVectors.FindAll(_folder.FullName));
    }

    [Fact]
    public void Trust_profiles_lie_beside_the_manifest_and_go_with_who_made_the_file()
    {
        var set = Write("set", "file,ref_state_test\na.jpg,Valid\nx/generated/b.jpg,Valid\n", "a.jpg", "x/generated/b.jpg");
        Assert.False(set.HasProfile("test"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "set", "trust"));
        File.WriteAllText(Path.Combine(_folder.FullName, "set", "trust", "profiles.json"), """{"none": {"verify": {}}, "test": {"trust": {"trust_config": "1.2.3\n// comment"}}}""");
        File.WriteAllText(Path.Combine(_folder.FullName, "set", "trust", "profiles-generated.json"), """{"test": {"trust": {"trust_config": "4.5.6"}}}""");
        set = Assert.Single(CredentialVectors.FindAll(_folder.FullName));
        Assert.True(set.HasProfile("test"));
        Assert.True(set.HasProfile("none"));
        Assert.False(set.HasProfile("official"));
        Assert.Equal(["1.2.3"], set.Options(set.Items[0], "test", ValidationPolicy.Reference).Trust.AllowedEkus);
        Assert.Equal(["4.5.6"], set.Options(set.Items[1], "test", ValidationPolicy.Reference).Trust.AllowedEkus);
        Assert.Contains("4.5.6", set.Settings(set.Items[1], "test"));
        Assert.Null(set.Settings(set.Items[1], "none"));
    }

    [Theory]
    [InlineData("cawg.identity.hash.mismatch", "", true)]
    [InlineData("cawg.x;signingCredential.untrusted", "", true)]
    [InlineData("signingCredential.untrusted", "", false)]
    [InlineData("cawg.x;assertion.dataHash.mismatch", "", false)]
    [InlineData("", "", false)]
    [InlineData("error:C2pa(AssertionDecoding)", "cawg.identity.cbor.invalid", true)]
    public void Identity_only_cases_are_told_from_the_rest(string failures, string stated, bool expected) =>
        Assert.Equal(expected, new CredentialVector("a", "a", "", stated, new Dictionary<string, string>(), failures, false).IsIdentityOnly);

    [Theory]
    [InlineData(CredentialState.Trusted, "Trusted")]
    [InlineData(CredentialState.Valid, "Valid")]
    [InlineData(CredentialState.Invalid, "Invalid")]
    [InlineData(CredentialState.Invalid, "error")]
    [InlineData(CredentialState.Inaccessible, "error")]
    [InlineData(CredentialState.Unreadable, "error")]
    [InlineData(CredentialState.None, "none")]
    public void States_and_words_of_the_same_class_agree(CredentialState state, string word) =>
        Assert.Equal(CredentialVectors.ClassOf(word), CredentialVectors.ClassOf(state));

    [Fact]
    public void Classes_differ_from_each_other() =>
        Assert.Equal(4, ((string[])["Trusted", "Valid", "Invalid", "none"]).Select(CredentialVectors.ClassOf).Distinct().Count());

    private CredentialVectors Write(string name, string manifest, params string[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), "");
        }
        File.WriteAllText(Path.Combine(folder, "manifest.csv"), manifest);
        return Assert.Single(CredentialVectors.FindAll(_folder.FullName));
    }
}
