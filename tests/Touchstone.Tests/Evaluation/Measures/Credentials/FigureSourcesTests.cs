using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Measures;
using Touchstone.Evaluation.Measures.Credentials;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Tests.Evaluation.Measures.Credentials;

public sealed class FigureSourcesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-figures-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_line_of_the_peer_is_read()
    {
        // Origin: the form that tests/peers/c2pa-wasm/run.mjs documents.
        var verdict = PeerVerdict.Parse("""{"ms":12.5,"state":"Valid","failures":["signingCredential.untrusted","delta:assertion.dataHash.mismatch"]}""");
        Assert.Equal((12.5, "Valid", ""), (verdict.Milliseconds, verdict.State, verdict.Error));
        Assert.Equal(["signingCredential.untrusted", "delta:assertion.dataHash.mismatch"], verdict.Failures);
    }

    [Fact]
    public void A_peer_that_stopped_is_an_error_with_its_reason()
    {
        var verdict = PeerVerdict.Parse("""{"ms":1,"error":"C2pa(JumbfNotFound)"}""");
        Assert.Equal(("error", "C2pa(JumbfNotFound)"), (verdict.State, verdict.Error));
        Assert.Empty(verdict.Failures);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Error: cannot find package")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ms":"soon","state":"Valid"}""")]
    public void Anything_else_the_peer_says_is_refused(string line) => Assert.Throws<InvalidDataException>(() => PeerVerdict.Parse(line));

    [Theory]
    [InlineData("Stable Diffusion web UI (A1111)", "Stable Diffusion web UI (A1111) or a fork of it", true)]
    [InlineData("Google Gemini", "Google AI", true)]
    [InlineData("comfyui", "ComfyUI", true)]
    [InlineData("Stable Diffusion web UI (A1111)", "Stability AI", false)]
    [InlineData("Fooocus", "ComfyUI", false)]
    public void Generators_are_the_same_by_their_own_words(string expected, string found, bool same) => Assert.Equal(same, FingerprintFigures.IsSame(expected, found));

    [Fact]
    public void Expected_generators_are_found_two_folders_down()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "a", "b")).FullName;
        File.WriteAllText(Path.Combine(folder, "expected.csv"), "file,expected_generator,how\nx.png,ComfyUI,text\nmissing.png,ComfyUI,text\n");
        File.WriteAllText(Path.Combine(folder, "x.png"), "");
        var set = Assert.Single(FingerprintFigures.ExpectedSet.FindAll(_folder.FullName));
        Assert.Equal(("b", "ComfyUI"), (set.Name, Assert.Single(set.Items).Generator));
    }

    [Fact]
    public void Photographs_are_what_is_labelled_real_or_not_labelled_at_all()
    {
        Write("labelled", "file,label\na.jpg,real\nb.jpg,fake\nc.mp4,real\n", "a.jpg", "b.jpg", "c.mp4");
        Write("plain", "file,sha256\na.jpg,\nb.heic,\n", "a.jpg", "b.heic");
        Write("vectors", "file,stated_state\na.jpg,invalid\n", "a.jpg");
        Assert.Equal(["labelled: a.jpg", "plain: a.jpg b.heic"], Photographs.FindAll(_folder.FullName).Select(p => $"{p.Name}: {string.Join(' ', p.Paths.Select(Path.GetFileName))}"));
        Assert.Empty(Photographs.FindAll(null));
    }

    [Fact]
    public void What_is_signed_here_is_trusted_here()
    {
        var request = new MeasureRequest(null, false, WorkerCommand.Beside(AppContext.BaseDirectory), _folder.FullName, _ => { });
        Figure[] figures = [.. SigningFigures.Measure(request, TestContext.Current.CancellationToken)];
        Assert.Equal("holds", figures[0].Verdict);
        Assert.Equal(28, figures[0].Value.N);
        // Without the peer this row says how to get it.
        Assert.True(figures[1].Verdict == "holds" || figures[1].Remark.Contains("install.sh", StringComparison.Ordinal), figures[1].ToString());
    }

    [Fact]
    public void Quantiles_and_their_intervals_are_of_the_cases()
    {
        Assert.Equal((2, 4, 1), (Bootstrap.Quantile([4, 1, 3, 2], 0.5), Bootstrap.Quantile([4, 1, 3, 2], 0.95), Bootstrap.Quantile([4, 1, 3, 2], 0)));
        var estimate = Bootstrap.Statistic<double>([.. Enumerable.Range(1, 101).Select(i => (double)i)], c => Bootstrap.Quantile(c, 0.5));
        Assert.Equal((51, 101), (estimate.Value, estimate.N));
        // The standard error of a median of 101 uniform values is about 5.
        Assert.InRange(estimate.Lower, 35, 45);
        Assert.InRange(estimate.Upper, 57, 67);
        Assert.True(double.IsNaN(Bootstrap.Statistic<double>([], _ => 0).Value));
    }

    private void Write(string name, string manifest, params string[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;
        foreach (var file in files) File.WriteAllText(Path.Combine(folder, file), "");
        File.WriteAllText(Path.Combine(folder, "manifest.csv"), manifest);
    }
}
