using Touchstone.Evaluation.Manipulations;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing.Signers;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

public sealed class ExhibitsTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly PrivateIdentity _identity = PrivateIdentity.Make("News desk", DateTimeOffset.UtcNow.AddDays(-1));

    public ExhibitsTests()
    {
        _scratch.Write("chain.pem", _identity.ChainPem);
        _scratch.Write("key.pem", _identity.KeyPem);
        _scratch.Write("a.jpg", JpegWriter.Save(new SimulatedCamera(1).Take(new RenderedScene(11), 512, 384, 1), 95));
    }

    public void Dispose() => _scratch.Dispose();

    private Task<CommandLine.Run> RunAsync(params string[] arguments) => CommandLine.RunAsync(_scratch.Folder, ["examine", .. arguments]);

    private ProvenanceReport Report(string path)
    {
        var own = TrustProfiles.Own("own", new TrustMaterial { Signers = _identity.RootPem });
        return CredentialValidator.Validate(AssetBytes.Of(File.ReadAllBytes(path)), new ValidationOptions { At = DateTimeOffset.UtcNow, Trust = own }, cancel: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Pictures_are_written_unsigned_and_say_so()
    {
        var run = await RunAsync("a.jpg", "--exhibits", "out");
        Assert.Contains("unsigned", run.Output, StringComparison.Ordinal);
        var files = Directory.GetFiles(_scratch.Path("out"));
        Assert.Contains(files, f => Path.GetFileName(f).StartsWith("a.jpg.preview.", StringComparison.Ordinal));
        Assert.All(files, f => Assert.Equal(CredentialState.None, Report(f).State));
    }

    [Fact]
    public async Task Signed_pictures_name_how_they_were_made_and_the_specimen_with_its_credentials()
    {
        await CommandLine.RunAsync(_scratch.Folder, "sign", "a.jpg", "--out", "signed.jpg", "--cert", "chain.pem", "--key", "key.pem", "--source-type", "digitalCapture");
        var run = await RunAsync("signed.jpg", "--exhibits", "out", "--sign-cert", "chain.pem", "--sign-key", "key.pem");
        Assert.Contains("signed; no time-stamp was taken", run.Output, StringComparison.Ordinal);
        var files = Directory.GetFiles(_scratch.Path("out"));
        // The specimen gives at least one map: the folder holds more than the preview.
        Assert.Contains(files, f => f.EndsWith(".png", StringComparison.Ordinal) && !f.Contains("preview", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var report = Report(file);
            Assert.Equal(CredentialState.Trusted, report.State);
            var manifest = report.Manifests[0];
            Assert.Equal(Path.GetFileName(file), manifest.Title);
            Assert.Equal(("c2pa.created", "algorithmicMedia"), (manifest.Actions[0].Name, manifest.Actions[0].DigitalSourceType));
            var specimen = Assert.Single(manifest.Ingredients);
            Assert.Equal("inputTo", specimen.Relationship);
            Assert.True(specimen.IsPresent);
            Assert.Contains("SHA-256", specimen.Title, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("given together", "--exhibits", "out", "--sign-cert", "chain.pem")]
    [InlineData("give a folder to --exhibits", "--sign-cert", "chain.pem", "--sign-key", "key.pem")]
    [InlineData("sign.key-unreadable", "--exhibits", "out", "--sign-cert", "chain.pem", "--sign-key", "chain.pem")]
    public async Task What_is_missing_is_said_before_anything_is_examined(string says, params string[] arguments)
    {
        var run = await RunAsync(["a.jpg", .. arguments]);
        Assert.Equal(2, run.Exit);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
