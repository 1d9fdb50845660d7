using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Touchstone.Evaluation.Credentials;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing.Signers;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

public sealed class SignTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public SignTests()
    {
        Write("", DateTimeOffset.UtcNow.AddDays(-1));
        _scratch.Write("a.jpg", Scratch.Jpeg());
        _scratch.Write("a.png", SampleMedia.Png());
        _scratch.Write("a.wav", SampleMedia.Wav());
        _scratch.Write("a.mp4", SampleMedia.Mp4());
    }

    public void Dispose() => _scratch.Dispose();

    private void Write(string prefix, DateTimeOffset from)
    {
        var identity = PrivateIdentity.Make("News desk", from);
        _scratch.Write(prefix + "root.pem", identity.RootPem);
        _scratch.Write(prefix + "chain.pem", identity.ChainPem);
        var key = _scratch.Write(prefix + "key.pem", identity.KeyPem);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    // A certificate that says nothing of what it is for.
    private void WriteUnfit()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Unfit", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _scratch.Write("unfit.pem", certificate.ExportCertificatePem());
        _scratch.Write("unfit-key.pem", key.ExportPkcs8PrivateKeyPem());
    }

    private Task<CommandLine.Run> RunAsync(params string[] arguments) => CommandLine.RunAsync(_scratch.Folder, ["sign", .. arguments]);

    private Task<CommandLine.Run> SignAsync(string input, string output, params string[] more) => RunAsync([input, "--out", output, "--cert", "chain.pem", "--key", "key.pem", .. more]);

    private ProvenanceReport Report(string name)
    {
        var own = TrustProfiles.Own("own", new TrustMaterial { Signers = File.ReadAllText(_scratch.Path("root.pem")) });
        return CredentialValidator.Validate(AssetBytes.Of(File.ReadAllBytes(_scratch.Path(name))), new ValidationOptions { At = DateTimeOffset.UtcNow, Trust = own }, cancel: TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.wav")]
    [InlineData("a.mp4")]
    public async Task A_file_is_signed_and_left_as_it_was(string name)
    {
        var before = await File.ReadAllBytesAsync(_scratch.Path(name), TestContext.Current.CancellationToken);
        var run = await SignAsync(name, "signed-" + name, "--source-type", "trainedAlgorithmicMedia", "--title", "A test");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Exit);
        foreach (var said in (string[])["News desk", "credentials hold, signer unlisted", "No time-stamp was taken"]) Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_scratch.Path(name), TestContext.Current.CancellationToken));
        var report = Report("signed-" + name);
        Assert.Equal(CredentialState.Trusted, report.State);
        Assert.Equal(DeclarationKind.Generated, report.Declaration.Kind);
        Assert.Equal("A test", report.Manifests[0].Title);
        Assert.False(File.Exists(_scratch.Path($"signed-{name}.partial")));
    }

    [Fact]
    public async Task What_was_done_to_a_signed_file_keeps_its_history()
    {
        await SignAsync("a.jpg", "one.jpg", "--source-type", "digitalCapture");
        Assert.Equal(0, (await SignAsync("one.jpg", "two.jpg", "--action", "edited", "--action", "org.example.shaken", "--ingredient", "a.png")).Exit);
        var report = Report("two.jpg");
        Assert.Equal(CredentialState.Trusted, report.State);
        Assert.Equal(["c2pa.opened", "c2pa.edited", "org.example.shaken", "c2pa.placed"], report.Manifests[0].Actions.Select(a => a.Name));
        Assert.Equal(2, report.Manifests.Count);
        // That nobody vouches for the first signer is noted when it is taken in, and is no break of the history.
        Assert.Equal(AxisLevel.Caution, report.Axes.Single(a => a.Axis == Axis.History).Level);
    }

    [Fact]
    public async Task A_parent_in_another_file_brings_its_credentials()
    {
        await SignAsync("a.jpg", "one.jpg", "--source-type", "digitalCapture");
        Assert.Equal(0, (await SignAsync("a.png", "two.png", "--parent", "one.jpg", "--action", "converted")).Exit);
        Assert.Equal(2, Report("two.png").Manifests.Count);
    }

    [Theory]
    [InlineData(Codes.SignStatement, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "key.pem")]
    [InlineData(Codes.SignStatement, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "nonsense")]
    [InlineData(Codes.SignStatement, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "key.pem", "--action", "nonsense")]
    [InlineData(Codes.SignStatement, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "key.pem", "--action", "created", "--source-type", "print", "--parent", "a.png")]
    [InlineData(Codes.SignMismatch, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "other-key.pem", "--source-type", "print")]
    [InlineData(Codes.SignValidity, 2, "a.jpg", "--out", "b.jpg", "--cert", "old-chain.pem", "--key", "old-key.pem", "--source-type", "print")]
    [InlineData(Codes.SignUnfit, 2, "a.jpg", "--out", "b.jpg", "--cert", "unfit.pem", "--key", "unfit-key.pem", "--source-type", "print")]
    [InlineData(Codes.SignKey, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "chain.pem", "--source-type", "print")]
    [InlineData(Codes.SignKey, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "gone.pem", "--source-type", "print")]
    [InlineData(Codes.SignKey, 2, "a.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "encrypted.pem", "--source-type", "print")]
    [InlineData(Codes.SignCertificate, 2, "a.jpg", "--out", "b.jpg", "--cert", "key.pem", "--key", "key.pem", "--source-type", "print")]
    [InlineData(Codes.SignOutputExists, 2, "a.jpg", "--out", "a.png", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print")]
    [InlineData(Codes.SignOutputIsInput, 2, "a.jpg", "--out", "./a.jpg", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print", "--force")]
    [InlineData(Codes.SignOutputIsInput, 2, "a.jpg", "--out", "key.pem", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print", "--force")]
    [InlineData(Codes.SignOutput, 2, "a.jpg", "--out", "no/such/folder/b.jpg", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print")]
    [InlineData(Codes.SignInput, 3, "gone.jpg", "--out", "b.jpg", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print")]
    [InlineData(Codes.SignFormat, 3, "root.pem", "--out", "b.jpg", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print")]
    [InlineData(Codes.SignFormat, 3, "a.gif", "--out", "b.gif", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "print")]
    public async Task What_cannot_be_signed_says_why_with_a_code(string code, int exit, params string[] arguments)
    {
        Write("other-", DateTimeOffset.UtcNow.AddDays(-1));
        Write("old-", DateTimeOffset.UtcNow.AddYears(-2));
        _scratch.Write("a.gif", "GIF89a\u0001\0\u0001\0\0\0\0;");
        WriteUnfit();
        _scratch.Write("encrypted.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        var key = await File.ReadAllBytesAsync(_scratch.Path("key.pem"), TestContext.Current.CancellationToken);
        var run = await RunAsync(arguments);
        Assert.Contains($"({code})", run.Error, StringComparison.Ordinal);
        Assert.Equal(exit, run.Exit);
        Assert.Empty(run.Output);
        Assert.False(File.Exists(_scratch.Path("b.jpg")) || File.Exists(_scratch.Path("b.jpg.partial")));
        Assert.Equal(key, await File.ReadAllBytesAsync(_scratch.Path("key.pem"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Credentials_are_not_dropped_by_saying_that_a_file_was_created()
    {
        await SignAsync("a.jpg", "one.jpg", "--source-type", "digitalCapture");
        var run = await SignAsync("one.jpg", "two.jpg", "--action", "created", "--source-type", "digitalCapture");
        Assert.Contains($"({Codes.SignStatement})", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Exit);
    }

    [Fact]
    public async Task A_key_that_others_may_read_draws_a_warning()
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(_scratch.Path("key.pem"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var run = await SignAsync("a.jpg", "b.jpg", "--source-type", "print");
        Assert.Equal(0, run.Exit);
        Assert.Contains("can be read by others", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_identity_is_for_its_owner_alone_and_not_overwritten()
    {
        var made = await RunAsync("--new-identity", "Somebody", "--out", "identity");
        Assert.Equal(0, made.Exit);
        Assert.Contains("Nobody else trusts it", made.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_scratch.Path("identity/key.pem")));
        var again = await RunAsync("--new-identity", "Somebody", "--out", "identity");
        Assert.Equal(2, again.Exit);
        Assert.Contains($"({Codes.SignOutputExists})", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("a.jpg", "--out", "b.jpg", "--cert", "identity/chain.pem", "--key", "identity/key.pem", "--source-type", "print")).Exit);
    }

    [Fact]
    public async Task A_command_without_a_signer_says_what_is_missing()
    {
        var run = await RunAsync("a.jpg", "--out", "b.jpg");
        Assert.Equal(2, run.Exit);
        Assert.Contains("--cert CHAIN.pem --key KEY.pem", run.Error, StringComparison.Ordinal);
    }
}
