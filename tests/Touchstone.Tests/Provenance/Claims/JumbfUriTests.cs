using Touchstone.Provenance.Claims;

namespace Touchstone.Tests.Provenance.Claims;

public sealed class JumbfUriTests
{
    [Theory]
    [InlineData("self#jumbf=/c2pa/urn:c2pa:a/c2pa.assertions/c2pa.hash.data", "urn:c2pa:a")]
    [InlineData("self#jumbf=c2pa/urn:c2pa:a/c2pa.signature", "urn:c2pa:a")]
    [InlineData("self#jumbf=/c2pa/urn:c2pa:a", "urn:c2pa:a")]
    [InlineData("self#jumbf=c2pa.assertions/c2pa.hash.data", null)]
    [InlineData("https://example.org/c2pa/a", null)]
    [InlineData("", null)]
    public void The_manifest_of_an_address_is_told(string uri, string? label) => Assert.Equal(label, JumbfUri.ManifestLabel(uri));

    [Theory]
    [InlineData("self#jumbf=c2pa.assertions/x", "self#jumbf=/c2pa/urn:c2pa:b/c2pa.assertions/x")]
    [InlineData("self#jumbf=/c2pa.assertions/x", "self#jumbf=/c2pa/urn:c2pa:b/c2pa.assertions/x")]
    [InlineData("self#jumbf=c2pa/urn:c2pa:a/c2pa.signature", "self#jumbf=/c2pa/urn:c2pa:a/c2pa.signature")]
    [InlineData("https://example.org/x", "https://example.org/x")]
    public void An_address_is_written_out_from_the_manifest_it_stands_in(string uri, string absolute) => Assert.Equal(absolute, JumbfUri.Absolute(uri, "urn:c2pa:b"));

    [Theory]
    [InlineData("c2pa.ingredient.v3__12", "c2pa.ingredient.v3")]
    [InlineData("c2pa.ingredient.v3", "c2pa.ingredient.v3")]
    [InlineData("org.example.a__b", "org.example.a__b")]
    [InlineData("__1", "__1")]
    public void The_number_of_an_instance_is_no_part_of_the_kind(string label, string kind) => Assert.Equal(kind, Assertion.WithoutInstance(label));
}
