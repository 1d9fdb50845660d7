using Touchstone.Provenance.Trust;

namespace Touchstone.Tests.Provenance.Trust;

public sealed class ConformingProductsTests
{
    [Fact]
    public void Every_record_is_read()
    {
        Assert.Equal(174, ConformingProducts.All.Count);
        Assert.Equal(153, ConformingProducts.All.Count(p => p.Kind == "generatorProduct"));
        Assert.Equal(7, ConformingProducts.All.Count(p => p.AssuranceLevel == 2));
        Assert.All(ConformingProducts.All, p => Assert.NotEqual("", p.Product));
    }

    [Fact]
    public void A_signer_is_found_by_its_name_in_any_order()
    {
        var found = ConformingProducts.Find("CN=Pixel Camera, O=Google LLC, C=US");

        Assert.Contains(found, p => p.AssuranceLevel == 2);
        Assert.All(found, p => Assert.Equal("Pixel Camera", p.Product));
        Assert.Equal(found, ConformingProducts.Find("C=US,O=Google LLC,CN=Pixel Camera"));
    }

    [Theory]
    [InlineData("CN=Pixel Camera, O=Somebody, C=US")]
    [InlineData("CN=Pixel Camera, O=Google LLC, C=DE")]
    [InlineData("O=Google LLC")]
    [InlineData("no name at all")]
    [InlineData("")]
    public void Another_name_is_no_product(string subject) => Assert.Empty(ConformingProducts.Find(subject));
}
